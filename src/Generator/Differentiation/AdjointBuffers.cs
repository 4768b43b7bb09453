using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// Which buffer holds the adjoint of which. An input's is the caller's gradient, added to. So is that of a parameter that is
/// read and written, which runs from the gradient of its final value to that of its initial one. A pure output's gradient is the
/// caller's to read and not ours to change: the pass works on a copy, unless it only reads it. A local's is private and starts
/// at zero.
/// </summary>
internal sealed class AdjointBuffers
{
    private readonly Dictionary<Buffer, Buffer> _adjoints = [];
    private readonly HashSet<Buffer> _readOnly = [];
    private readonly List<Buffer> _private = [];

    public AdjointBuffers(
        IEnumerable<ParameterRole> roles,
        EquatableArray<Statement> body,
        Activity activity,
        FreshNames names
    )
    {
        List<Site> sites = Site.All(body);
        var roleOf = roles.ToDictionary(r => r.Buffer, r => r.Role);
        foreach (Buffer buffer in body.SelectMany(s => s.Buffers()).Distinct().Where(activity.IsActive))
        {
            bool isGiven = buffer.Kind == BufferKind.Parameter && buffer.IsDifferentiated;
            bool isOutput = buffer.HasSeed || (isGiven && roleOf[buffer] == Role.PureOutput);
            if (isOutput && IsOnlyRead(buffer, sites))
            {
                _readOnly.Add(buffer);
                _adjoints[buffer] = Given(buffer);
            }
            else if (isGiven && !isOutput)
            {
                _adjoints[buffer] = Given(buffer);
            }
            else
            {
                _adjoints[buffer] = names.Adjoint(buffer);
                _private.Add(buffer);
            }
        }
    }

    public Access Of(Access access) => new(_adjoints[access.Buffer], access.Subscripts);

    /// <summary>Whether an assignment must clear the adjoint: something earlier may have touched the element too.</summary>
    public bool MustClear(Access target, Site site, IEnumerable<Site> sites)
    {
        if (_readOnly.Contains(target.Buffer))
        {
            return false;
        }

        return _adjoints[target.Buffer].Kind == BufferKind.Gradient || IsTouchedBefore(target, site, sites);
    }

    /// <summary>Private adjoints start as what comes in from outside, or at zero.</summary>
    public IEnumerable<Statement> Initialization() =>
        _private.Select(buffer =>
        {
            bool hasGiven = buffer.HasSeed || (buffer.Kind == BufferKind.Parameter && buffer.IsDifferentiated);
            return hasGiven ? (Statement)new Copy(_adjoints[buffer], Given(buffer)) : new Fill(_adjoints[buffer], 0);
        });

    /// <summary>The buffer through which the caller gives an adjoint, or receives it.</summary>
    private static Buffer Given(Buffer buffer) =>
        new(
            buffer.Name,
            buffer.Id,
            buffer.Kind == BufferKind.Result ? BufferKind.Seed : BufferKind.Gradient,
            buffer.Element,
            buffer.Rank
        )
        {
            Form = buffer.Form,
            Of = buffer,
        };

    /// <summary>The adjoint is never added to and never cleared: nothing reads the buffer, nothing writes an element twice.</summary>
    private static bool IsOnlyRead(Buffer buffer, List<Site> sites) =>
        sites.All(site =>
            site.Statement switch
            {
                Accumulate { Reduction: not Reduction.Add } extreme when extreme.Target.Buffer.Equals(buffer) => false,
                Accumulate sum => !sum.Value.Loads().Any(a => a.Buffer.Equals(buffer)),
                Assign assign when assign.Target.Buffer.Equals(buffer) => !IsTouchedBefore(assign.Target, site, sites)
                    && !assign.Value.Loads().Any(a => a.Buffer.Equals(buffer)),
                Assign assign => !assign.Value.Loads().Any(a => a.Buffer.Equals(buffer)),
                _ => true,
            }
        );

    private static bool IsTouchedBefore(Access target, Site site, IEnumerable<Site> sites) =>
        sites.Any(earlier =>
            earlier
                .Statement.Reads()
                .Concat(earlier.Statement.Write() is { } w ? [w] : [])
                .Any(a => a.Buffer.Equals(target.Buffer) && Dependence.MayTouch(earlier, a, site, target))
        );
}
