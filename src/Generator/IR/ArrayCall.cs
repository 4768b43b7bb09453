using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>
/// A function with arrays, spans, tensors or structs among its parameters that is called where it stands, and where its derivative
/// comes from. The arguments lie in one private buffer: first all numbers and truth values, then the elements of each array. What
/// the function computes lies in another one: what it returns, or zeros in its place, then the elements of the arrays where they lie
/// among the arguments. So no two arguments share memory, whatever they were taken from.
/// </summary>
/// <param name="Name">What the helper that calls the function is named.</param>
/// <param name="Text">The function as generated code calls it: <c>global::Special.Norm</c>.</param>
/// <param name="Derivative">The method that adds into the gradients, or the generated one's name without <c>Backward</c>.</param>
/// <param name="Element">The type of both buffers, which holds every argument exactly.</param>
internal sealed record ArrayCallee(string Name, string Text, string Derivative, ScalarType Element)
{
    public EquatableArray<ArrayOperand> Operands { get; init; }

    /// <summary>What is returned: a number, the scalars of a struct, or nothing.</summary>
    public EquatableArray<Part> Results { get; init; }

    /// <summary>The type of a returned struct.</summary>
    public StructType? ResultStruct { get; init; }

    /// <summary>Whether <see cref="Derivative"/> is the user's own method.</summary>
    public bool IsGiven { get; init; }

    /// <summary>Whether the function is the differentiated method itself.</summary>
    public bool IsSelf { get; init; }

    /// <summary>The helper that calls the derivative.</summary>
    public string AdjointName => Name + "Adjoint";

    /// <summary>How many places come before the elements of the arrays, the same in both buffers.</summary>
    public int Scalars =>
        System.Math.Max(
            Results.Count,
            Operands.Where(o => !o.IsArray).SelectMany(o => o.Parts).Count(p => !p.Type.IsInteger())
        );

    /// <summary>Whether it writes elements of its arguments.</summary>
    public bool Writes => Operands.Any(o => o.IsWritten);
}

/// <summary>One scalar of a number, a struct, or an array's element.</summary>
internal sealed record Part(ScalarType Type);

/// <summary>A parameter of such a function.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Form">How it holds its elements; <see cref="BufferForm.Scalar"/> for a number or struct.</param>
/// <param name="Parts">The type of its elements, of the number, or of each of the struct's scalars.</param>
/// <param name="Role">What the elements are to the function.</param>
internal sealed record ArrayOperand(string Name, BufferForm Form, EquatableArray<Part> Parts, Role Role)
{
    /// <summary>Whether the derivative computes a gradient for it.</summary>
    public bool IsActive { get; init; }

    /// <summary>How many axes it has.</summary>
    public int Rank { get; init; }

    /// <summary>How a derivative that is given takes the gradient.</summary>
    public BufferForm GradientForm { get; init; }

    /// <summary>Set for a struct.</summary>
    public StructType? Struct { get; init; }

    public bool IsArray => Form != BufferForm.Scalar;

    public bool IsWritten => Role is Role.PureOutput or Role.ReadWrite;

    public ScalarType Element => Parts[0].Type;
}

/// <summary>
/// Calls a function of arrays. The last subscript of <paramref name="Arguments"/> and <paramref name="Results"/> is
/// <see cref="IndexExpr.Whole"/>: all elements are meant.
/// </summary>
/// <param name="Callee">The function.</param>
/// <param name="Arguments">What it reads.</param>
/// <param name="Results">What it writes.</param>
/// <param name="Integers">In the order of the operands: integers, and of each array where it begins and its sizes.</param>
internal sealed record ArrayCall(
    ArrayCallee Callee,
    Access Arguments,
    Access Results,
    EquatableArray<IndexExpr> Integers
) : Statement;

/// <summary>
/// Adds what such a call's derivative computes to the adjoints of its arguments, given those of what it computed. Where nothing of
/// these is other than 0, nothing is called.
/// </summary>
/// <param name="Callee">The function.</param>
/// <param name="Arguments">What it read.</param>
/// <param name="Results">What it wrote; null where the derivative does not ask for it.</param>
/// <param name="Seeds">The adjoints of what it wrote.</param>
/// <param name="Target">The adjoints of what it read, which are 0 before.</param>
/// <param name="Integers">As in the call.</param>
internal sealed record ArrayCallAdjoint(
    ArrayCallee Callee,
    Access Arguments,
    Access? Results,
    Access Seeds,
    Access Target,
    EquatableArray<IndexExpr> Integers
) : Statement;
