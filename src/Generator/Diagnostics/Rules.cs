using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NeuralGen.Generator.Diagnostics;

/// <summary>
/// Every diagnostic of NeuralGen, in one table: what it is, why, and what to write instead. Each has a page in
/// docs/diagnostics.
/// </summary>
internal static class Rules
{
    private const string Category = "NeuralGen";

    public static readonly DiagnosticDescriptor NotPartial = new(
        "NG0001",
        "The containing type is not partial",
        "'{0}' is not partial, so the derivative of '{1}' cannot be generated into it. Declare it as 'partial {2} {0}'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor Overridable = new(
        "NG0002",
        "A method that is chosen at run time has no derivative of its own",
        "'{0}' is {1}: which body runs is not known when its derivative is generated. {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor GenericMethod = new(
        "NG0003",
        "A generic method cannot be differentiated",
        "'{0}' is generic: the derivative needs to know the number type. Write one overload for float and one for double.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor NotAPlainMethod = new(
        "NG0004",
        "Only a method with a body of its own can be differentiated",
        "{0} cannot be differentiated. Write the computation as an ordinary method with a body, and mark that.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor UnsupportedContainer = new(
        "NG0005",
        "The derivative cannot be generated into this kind of type",
        "'{0}' is declared in {1}, which another file cannot add the derivative to. Declare it in a partial class, struct or record.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor UnsupportedResult = new(
        "NG0006",
        "The result is not a number that can be differentiated",
        "'{0}' returns '{1}', but only void, scalars, and structs and tuples of them are followed. {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor UnsupportedParameter = new(
        "NG0007",
        "A parameter of this kind cannot be differentiated through",
        "Parameter '{0}' is {1}: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor NameCollision = new(
        "NG0008",
        "A generated name collides with another one",
        "The generated name '{0}' collides with {1}. Rename one of them, or choose another name with [Differentiable(Name = \"…\")].",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor UnknownName = new(
        "NG0009",
        "The attribute names something that has no derivative here",
        "'{0}' {1}. {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor NothingToDifferentiate = new(
        "NG0010",
        "There is nothing to differentiate for",
        "'{0}' has no parameter or tensor field that could have a gradient. Add one of type float, double, or a tensor, array or span of these, without [NoGrad].",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor UnsupportedStatement = new(
        "NG0011",
        "The statement is not part of the loop language",
        "'{0}' cannot be differentiated: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor UnsupportedLocal = new(
        "NG0014",
        "A local of this type cannot be differentiated through",
        "Local '{0}' is {1}. That is not followed: {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor UnsupportedExpression = new(
        "NG0016",
        "The expression is not part of the loop language",
        "'{0}' cannot be differentiated: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor UnknownFunction = new(
        "NG0017",
        "The derivative of the called method is not known",
        "The derivative of '{0}' is not known. {1}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor DifferentiableCallee = new(
        "NG0018",
        "A call of another [Differentiable] method",
        "'{0}' is [Differentiable] itself, but neither can its body take the place of the call nor its own derivative be called: it is no static method of numbers, structs, arrays, spans and tensors, or was compiled without NeuralGen. Write its loops here, or call the two methods, and their backward passes in reverse, one after the other.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor ReadOnlyTarget = new(
        "NG0019",
        "The method writes something that its derivative takes as constant",
        "'{0}' is {1} and counts as constant. {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor UnsupportedMember = new(
        "NG0020",
        "The field or property cannot be read once on entry",
        "'{0}' {1}. {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor RankMismatch = new(
        "NG0021",
        "The tensor is used with different ranks",
        "{0}, so the rank of '{1}' is not clear. {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor UnsupportedType = new(
        "NG0022",
        "A value of this type cannot be differentiated through",
        "'{0}' is of type '{1}', which has no derivative here. Use float or double for values, and int or long for sizes and subscripts.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor CastToInteger = new(
        "NG0023",
        "A number is cast to an integer",
        "The cast of '{0}' to '{1}' cuts the gradient, and a subscript or bound must follow from the loop indices. Pass an index array, or keep the number a float or double.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor UnsupportedCondition = new(
        "NG0024",
        "The condition is not part of the loop language",
        "'{0}' cannot be a condition: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor UnsupportedInteger = new(
        "NG0025",
        "The integer expression is not part of the loop language",
        "'{0}' cannot be a size, bound or subscript: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor NestedAssignment = new(
        "NG0026",
        "An assignment inside an expression",
        "'{0}' assigns inside an expression, so the order of evaluation would matter. Write it as a statement of its own before this one.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor DerivativeSignature = new(
        "NG0031",
        "The method cannot be the derivative of the one that it names",
        "'{0}' cannot be the derivative of '{1}': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor Checkpoint = new(
        "NG0032",
        "The method cannot be computed again from its arguments",
        "'{0}' is marked [Checkpoint], but {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor OldLanguage = new(
        "NG0033",
        "The project's version of C# is too old for generated code",
        "The derivative of '{0}' is written in C# {1}, but the project is compiled as C# {2}. Set <LangVersion> to {1} or more, or leave it out.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor GradientCut = new(
        "NG0101",
        "A function whose derivative is zero cuts the gradient",
        "The derivative of '{0}' is zero almost everywhere, so no gradient flows through '{1}'. If that is meant, write Gradient.Stop around its argument.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor DataDependentCondition = new(
        "NG0102",
        "The condition depends on differentiated values",
        "'{0}' depends on differentiated values: the gradient is that of the branch taken, and knows nothing of the jump between the two",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor ForgottenPart = new(
        "NG0103",
        "A layer does not know of something that it consists of",
        "'{0}' is not among the {1} of the layer '{2}', so it is neither learned nor saved. {3}.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true
    );

    public static readonly DiagnosticDescriptor InternalError = new(
        "NG9999",
        "NeuralGen failed on a method",
        "NeuralGen could not generate the derivative of '{0}', which is a defect of NeuralGen: {1}. Please report it with the method's source.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NotPartial,
        Overridable,
        GenericMethod,
        NotAPlainMethod,
        UnsupportedContainer,
        UnsupportedResult,
        UnsupportedParameter,
        NameCollision,
        UnknownName,
        NothingToDifferentiate,
        UnsupportedStatement,
        UnsupportedLocal,
        UnsupportedExpression,
        UnknownFunction,
        DifferentiableCallee,
        ReadOnlyTarget,
        UnsupportedMember,
        RankMismatch,
        UnsupportedType,
        CastToInteger,
        UnsupportedCondition,
        UnsupportedInteger,
        NestedAssignment,
        DerivativeSignature,
        Checkpoint,
        OldLanguage,
        GradientCut,
        DataDependentCondition,
        ForgottenPart,
        InternalError,
    ];

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = All.ToDictionary(rule => rule.Id);

    public static DiagnosticDescriptor Find(string id) => ById[id];
}
