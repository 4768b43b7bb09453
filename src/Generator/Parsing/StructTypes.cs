using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>How generated code takes a struct apart and puts it together again: by members that it may use.</summary>
internal static class StructTypes
{
    /// <summary>Null where some member cannot be read, or the struct cannot be made of its members.</summary>
    /// <param name="shape">What the struct is made of.</param>
    /// <param name="within">The type that the code is generated into.</param>
    /// <param name="compilation">The user's.</param>
    public static StructType? Of(Shape shape, INamedTypeSymbol within, Compilation compilation)
    {
        var type = (INamedTypeSymbol)shape.Type;
        string text = CSharpText.Type(type);
        var members = new List<StructMember>();
        foreach (ShapeMember member in shape.Members)
        {
            StructType? inner = member.Inner is { } of ? Of(of, within, compilation) : null;
            if (!CanRead(member.Symbol, within, compilation) || (member.Inner is not null && inner is null))
            {
                return null;
            }

            members.Add(
                new StructMember(member.Name, inner)
                {
                    EnumText = KnownTypes.IsEnum(member.Type) ? CSharpText.Type(member.Type) : null,
                }
            );
        }

        if (type.IsTupleType)
        {
            return new StructType(text, StructForm.Tuple, members.ToEquatableArray());
        }

        bool hasPlainConstructor = type.InstanceConstructors.Any(c =>
            c is { Parameters.IsEmpty: true, IsImplicitlyDeclared: true }
        );
        if (hasPlainConstructor && shape.Members.All(m => CanSet(m.Symbol, within, compilation)))
        {
            return new StructType(text, StructForm.Initializer, members.ToEquatableArray());
        }

        bool hasRequired = shape.Members.Any(m =>
            m.Symbol is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true }
        );
        EquatableArray<int>? order = hasRequired
            ? null
            : type
                .InstanceConstructors.Where(c => compilation.IsSymbolAccessibleWithin(c, within))
                .Select(c => Order(c, shape, compilation))
                .FirstOrDefault(o => o is not null);
        return order is { } found
            ? new StructType(text, StructForm.Constructor, members.ToEquatableArray()) { Order = found }
            : null;
    }

    private static bool CanRead(ISymbol member, INamedTypeSymbol within, Compilation compilation) =>
        compilation.IsSymbolAccessibleWithin(member, within)
        && (
            member is not IPropertySymbol property
            || (property.GetMethod is { } get && compilation.IsSymbolAccessibleWithin(get, within))
        );

    private static bool CanSet(ISymbol member, INamedTypeSymbol within, Compilation compilation) =>
        member switch
        {
            IFieldSymbol field => !field.IsReadOnly,
            IPropertySymbol { SetMethod: { } set } => compilation.IsSymbolAccessibleWithin(set, within),
            _ => false,
        };

    /// <summary>Of a constructor that gives each member one of its parameters: which one.</summary>
    private static EquatableArray<int>? Order(IMethodSymbol constructor, Shape shape, Compilation compilation)
    {
        if (
            constructor.Parameters.Length != shape.Members.Count
            || constructor.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out || p.IsParams)
            || constructor.DeclaringSyntaxReferences is not [var reference]
            || BodyParser.Assignments(constructor, reference.GetSyntax(), shape, compilation) is not { } assignments
        )
        {
            return null;
        }

        var members = new int[constructor.Parameters.Length];
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = -1;
        }

        foreach ((ISymbol symbol, object value) in assignments)
        {
            IParameterSymbol? parameter = value switch
            {
                IParameterSymbol own => own,
                Microsoft.CodeAnalysis.Operations.IParameterReferenceOperation read => read.Parameter,
                _ => null,
            };
            int member = shape.Members.ToList().FindIndex(m => SymbolEqualityComparer.Default.Equals(m.Symbol, symbol));
            if (parameter is null || member < 0 || members[parameter.Ordinal] >= 0)
            {
                return null;
            }

            members[parameter.Ordinal] = member;
        }

        return members.All(m => m >= 0) ? members.ToEquatableArray() : null;
    }
}
