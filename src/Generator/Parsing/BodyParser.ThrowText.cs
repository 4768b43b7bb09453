using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>
    /// What is thrown, as C# that can stand in another file: constants and names of types as text, numbers, integers and truth values
    /// as expressions between them.
    /// </summary>
    private sealed class ThrowText(BodyParser parser)
    {
        private readonly List<string> _pieces = [];
        private readonly List<Expr> _values = [];
        private readonly StringBuilder _piece = new();

        public Throw ToStatement(bool isCall) =>
            new(_pieces.Append(_piece.ToString()).ToEquatableArray(), _values.ToEquatableArray()) { IsCall = isCall };

        /// <summary>Writes a value; false where it was refused.</summary>
        public bool Write(IOperation operation)
        {
            if (operation.ConstantValue is { HasValue: true, Value: var constant } && operation.Type is { } type)
            {
                bool isEnum = type.TypeKind == TypeKind.Enum;
                string literal = CSharpText.Literal(constant);
                _piece.Append(
                    isEnum ? $"({CSharpText.Type(type)})({literal})"
                    : constant is null ? "null"
                    : literal
                );
                return true;
            }

            if (operation.Syntax is InterpolatedStringExpressionSyntax text)
            {
                return Interpolated(text, operation);
            }

            switch (operation)
            {
                case IParenthesizedOperation inner:
                    return Write(inner.Operand);
                case IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: var operand } conversion
                    when !KnownTypes.IsFloating(conversion.Type):
                    return Write(operand);
                case IParameterReferenceOperation { Parameter: var parameter }
                    when !parser.IsChanged(parameter)
                        && parser._texts.TryGetValue(parameter, out Said? said)
                        && said.Source is null:
                    _piece.Append(said.Literal);
                    return true;
                case IBinaryOperation { Type.SpecialType: SpecialType.System_String } sum:
                    _piece.Append('(');
                    bool isLeft = Write(sum.LeftOperand);
                    _piece.Append(" + ");
                    bool isRight = Write(sum.RightOperand);
                    _piece.Append(')');
                    return isLeft && isRight;
                case IObjectCreationOperation { Initializer: null, Constructor: { } constructor } created
                    when GuardClauses.IsException(created.Type) && IsVisible(constructor, operation):
                    _piece.Append("new ").Append(CSharpText.Type(created.Type!));
                    return List(created.Arguments);
                case var number when KnownTypes.IsFloating(number.Type):
                    return Value(parser.Expression(number));
                case var integer
                    when KnownTypes.ScalarOf(integer.Type) is { } kind && KnownTypes.IsInteger(integer.Type):
                    return Value(parser.Index(integer) is { } index ? new FromIndex(index, kind) : null);
                case var truth when KnownTypes.IsBoolean(truth.Type):
                    return Value(parser.Condition(truth) is { } condition ? Truths.AsValue(condition) : null);
                default:
                    parser.Refuse<Statement>(
                        operation,
                        Rules.UnsupportedStatement,
                        BodyParser.Text(operation),
                        "what is thrown inside a method is made of constants, numbers, integers and truth values. Say these, or check at the start of the method."
                    );
                    return false;
            }
        }

        /// <summary>Writes a call of a check.</summary>
        public bool Call(IInvocationOperation call)
        {
            _piece.Append(CSharpText.Type(call.TargetMethod.ContainingType)).Append('.').Append(call.TargetMethod.Name);
            return List(call.Arguments);
        }

        // By name: what was left out but says where it was called (the text of the argument, say) is written out.
        private bool List(IEnumerable<IArgumentOperation> arguments)
        {
            string separator = "(";
            bool isWritten = true;
            bool any = false;
            foreach (IArgumentOperation argument in arguments)
            {
                bool isLeftOut =
                    argument.ArgumentKind == ArgumentKind.DefaultValue
                    && !argument
                        .Parameter!.GetAttributes()
                        .Any(a => a.AttributeClass?.Name.StartsWith("Caller") == true);
                if (isLeftOut)
                {
                    continue;
                }

                bool isNamed = any || argument.Parameter!.Ordinal > 0;
                _piece.Append(separator);
                (separator, any) = (", ", true);
                if (isNamed)
                {
                    _piece.Append(argument.Parameter!.Name).Append(": ");
                }

                isWritten &= Write(argument.Value);
            }

            _piece.Append(any ? ")" : "()");
            return isWritten;
        }

        private bool Interpolated(InterpolatedStringExpressionSyntax text, IOperation operation)
        {
            bool isWritten = true;
            _piece.Append("$\"");
            foreach (InterpolatedStringContentSyntax content in text.Contents)
            {
                if (content is not InterpolationSyntax hole)
                {
                    _piece.Append(Escaped(((InterpolatedStringTextSyntax)content).TextToken.ValueText));
                    continue;
                }

                IOperation? value = operation.SemanticModel!.GetOperation(hole.Expression);
                if (value?.ConstantValue is { HasValue: true, Value: string known } && hole.AlignmentClause is null)
                {
                    _piece.Append(Escaped(known));
                    continue;
                }

                _piece.Append('{');
                isWritten &= value is not null && Write(value);
                if (hole.AlignmentClause is { } alignment)
                {
                    object? width = operation.SemanticModel.GetConstantValue(alignment.Value).Value;
                    _piece.Append(',').Append(System.Convert.ToString(width, CultureInfo.InvariantCulture));
                }

                if (hole.FormatClause is { } format)
                {
                    _piece.Append(':').Append(Escaped(format.FormatStringToken.ValueText));
                }

                _piece.Append('}');
            }

            _piece.Append('"');
            return isWritten;
        }

        private static string Escaped(string text)
        {
            string literal = CSharpText.Literal(text);
            return literal.Substring(1, literal.Length - 2).Replace("{", "{{").Replace("}", "}}");
        }

        private bool Value(Expr? value)
        {
            if (value is null)
            {
                return false;
            }

            _pieces.Add(_piece.ToString());
            _piece.Clear();
            _values.Add(value);
            return true;
        }

        private static bool IsVisible(IMethodSymbol constructor, IOperation operation) =>
            operation.SemanticModel is { Compilation: var compilation }
            && IsAccessible(constructor, compilation)
            && compilation.IsSymbolAccessibleWithin(constructor.ContainingType, compilation.Assembly)
            && !constructor.Parameters.Any(p => p.IsParams || p.RefKind != RefKind.None);
    }
}
