using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// The values that the augmented forward pass saves at a site because the backward pass would not find them: in an array over the
/// loops around the site, or, where it is not known on entry how often the site is reached or there might be no room for that, on a
/// stack of its own. The backward pass reaches the site as often, in reverse order, and pops what was pushed.
/// </summary>
/// <param name="names">Makes the buffers.</param>
/// <param name="presence">Tells what is certainly there.</param>
/// <param name="repeated">Of how many outer loops only one iteration is saved at a time.</param>
internal sealed class SavedValues(FreshNames names, Presence presence, int repeated = 0)
{
    private readonly List<Entry> _entries = [];
    private readonly List<Buffer> _stacks = [];

    /// <summary>The saved form of what the site reads.</summary>
    public Access Before(Access access, Site site)
    {
        Entry? known = _entries.Find(e => e.Site.Order == site.Order && e.Access.Equals(access));
        if (known is not null)
        {
            return known.Saved;
        }

        EquatableArray<IndexExpr>? box = Box.WithoutRoom(site) <= repeated ? Box.Extents(site.Loops, repeated) : null;
        Entry entry = box is { } extents
            ? new Entry(
                site,
                access,
                new Access(
                    names.Saved(access.Buffer, extents),
                    site.Loops.Skip(repeated).Select(l => IndexExpr.Of(l.Index)).ToEquatableArray()
                ),
                Stack: null
            )
            : new Entry(
                site,
                access,
                new Access(names.Local(access.Buffer.Name + "Then", access.Buffer.Element), []),
                names.Stack(access.Buffer)
            );
        _entries.Add(entry);
        return entry.Saved;
    }

    /// <summary>What the forward pass does to save the values of a site: those that are left once it is restored.</summary>
    public IEnumerable<Statement> Of(Site site) => Entries(site).SelectMany(Save);

    /// <summary>
    /// The adjoint of a site, preceded by what brings its values back. What it does not read after all is not saved: a sum asks for its
    /// operands, and its partial derivatives are 1.
    /// </summary>
    public List<Statement> Restored(Site site, IEnumerable<Statement> adjoint)
    {
        List<Statement> statements = adjoint.ToList();
        var read = new HashSet<Buffer>(statements.AllStatements().SelectMany(s => s.Reads()).Select(a => a.Buffer));
        _entries.RemoveAll(e => e.Site.Order == site.Order && !read.Contains(e.Saved.Buffer));
        return
        [
            .. Entries(site).Where(e => e.Stack is not null).Select(e => new Pop(e.Saved, e.Stack!)),
            .. statements,
        ];
    }

    public List<Statement> Restored(Site site, Statement adjoint) => Restored(site, (IEnumerable<Statement>)[adjoint]);

    /// <summary>The stacks, empty at the start of a forward pass.</summary>
    public IEnumerable<Statement> Emptied() => Stacks().Select(s => new Fill(s, 0));

    /// <summary>The stacks, full at the start of every backward pass.</summary>
    public IEnumerable<Statement> Rewound() => Stacks().Select(s => new Rewind(s));

    /// <summary>A stack for all elements of a buffer.</summary>
    public Buffer Stack(Buffer of)
    {
        Buffer stack = names.Stack(of);
        _stacks.Add(stack);
        return stack;
    }

    private IEnumerable<Buffer> Stacks() => _entries.Select(e => e.Stack).OfType<Buffer>().Concat(_stacks);

    private IEnumerable<Entry> Entries(Site site) => _entries.Where(e => e.Site.Order == site.Order);

    private IEnumerable<Statement> Save(Entry entry)
    {
        Expr value = new Load(entry.Access);
        Condition? guard = presence.IsCertain(entry.Access, entry.Site) ? null : Evaluated(entry);
        if (entry.Stack is not null)
        {
            // Pushed in any case: the backward pass pops in any case.
            yield return new Push(entry.Stack, guard is null ? value : new Select(guard, value, value.Number(0)));
        }
        else
        {
            Statement save = new Assign(entry.Saved, value);
            yield return guard is null ? save : new If(guard, [save]);
        }
    }

    /// <summary>Where the statement reads the element, which it does not do always.</summary>
    private static Condition? Evaluated(Entry entry) =>
        GuardedAccess
            .Of(entry.Site.Statement)
            .Where(a => a.Access.Equals(entry.Access))
            .Select(a => a.Guards.Aggregate((l, r) => new And(l, r)))
            .Aggregate((Condition?)null, (l, r) => l is null ? r : new Or(l, r));

    private sealed record Entry(Site Site, Access Access, Access Saved, Buffer? Stack);
}
