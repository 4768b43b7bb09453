using System;
using System.Buffers.Binary;

namespace NeuralGen.Samples.FashionMnist.Report;

/// <summary>A picture in grey as a data address: a BMP file, which needs no compression and no library.</summary>
internal static class Bitmap
{
    private const int Greys = 256;
    private const int HeaderLength = 14;
    private const int InfoLength = 40;

    /// <summary>Dark on light; pixels 0 to 1, the width a multiple of 4.</summary>
    public static string DataAddress(ReadOnlySpan<float> pixels, int width)
    {
        int height = pixels.Length / width;
        int start = HeaderLength + InfoLength + 4 * Greys;
        byte[] file = new byte[start + pixels.Length];
        file[0] = (byte)'B';
        file[1] = (byte)'M';
        Write(2, file.Length);
        Write(10, start);
        Write(14, InfoLength);
        Write(18, width);
        // Negative: from top to bottom.
        Write(22, -height);
        // One plane, eight bits a pixel.
        Write(26, 1 | (8 << 16));
        for (int grey = 0; grey < Greys; grey++)
            Write(HeaderLength + InfoLength + 4 * grey, 0x010101 * (Greys - 1 - grey));
        for (int i = 0; i < pixels.Length; i++)
            file[start + i] = (byte)Math.Clamp(pixels[i] * (Greys - 1) + 0.5f, 0, Greys - 1);
        return $"data:image/bmp;base64,{Convert.ToBase64String(file)}";

        void Write(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
    }
}
