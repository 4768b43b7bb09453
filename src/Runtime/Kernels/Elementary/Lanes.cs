using System.ComponentModel;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// The elementary functions, for scalars and for vectors of every width. A scalar gives, to the last bit, what a
/// lane of any vector gives: the tail of a vector loop may run as scalars, and a value that is computed again in
/// another loop is the same. In single precision errors are at most 3 ULP, in double 4.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes;
