using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;

namespace NeuralGen;

/// <summary>
/// Fashion-MNIST (H. Xiao, K. Rasul, R. Vollgraf, Zalando Research; MIT): 70 000 pictures of clothes, 28 × 28 pixels, of ten
/// classes. It is looked for on the machine, not shipped.
/// </summary>
public static class FashionMnist
{
    /// <summary>Pixels along each side of a picture.</summary>
    public const int Side = 28;

    /// <summary>Pixels of a picture.</summary>
    public const int Pixels = Side * Side;

    /// <summary>The number of classes.</summary>
    public const int Classes = 10;

    internal static readonly PictureSet Set = new(
        "Fashion-MNIST",
        "fashion-mnist",
        ["/usr/share/datasets/fashion-mnist", "/usr/share/dataset-fashion-mnist"],
        "On Debian and Ubuntu, `apt install dataset-fashion-mnist` brings it; else download the four files in data/fashion of "
            + "https://github.com/zalandoresearch/fashion-mnist"
    );

    /// <summary>What the pictures show, by class.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
    ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>
    /// Looks for the four files, plain or compressed by gzip: in <c>fashion-mnist</c> within the folder that the environment
    /// variable NEURALGEN_DATA names, then where Debian's package puts them.
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
