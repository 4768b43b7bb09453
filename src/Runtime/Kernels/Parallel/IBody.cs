using System.ComponentModel;

namespace NeuralGen.CompilerServices.V1;

/// <summary>The body of a loop whose iterations are independent, run in ranges by <see cref="Workers"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBody
{
    /// <summary>Runs the iterations <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    void Run(nint start, nint end);
}
