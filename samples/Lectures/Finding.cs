namespace NeuralGen.Samples.Lectures;

/// <summary>Something that a row found.</summary>
/// <param name="Text">What, with the figure and its bar.</param>
/// <param name="Ok">Whether it is as it must be; null where it is only said.</param>
internal sealed record Finding(string Text, bool? Ok)
{
    public override string ToString() => Ok == false ? $"FAILED: {Text}" : Text;
}
