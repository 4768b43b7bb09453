namespace NeuralGen.Generator.IR;

/// <summary>
/// How a body that runs a second time differs from the first time. Until it is scheduled it stands there word for word, so that it is
/// scheduled as it was the first time and gives the same values to the last bit; then this is applied to it.
/// </summary>
/// <param name="Copies">In the place of what the second run may not write, or would not find as it was.</param>
/// <param name="InPlace">What is there already and is not written again.</param>
internal sealed record Rerun(EquatableArray<Substitute> Copies, EquatableArray<Buffer> InPlace);

/// <summary>A buffer, and what takes its place.</summary>
internal sealed record Substitute(Buffer Buffer, Buffer Copy);
