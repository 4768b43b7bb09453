using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>Writes the statements of a pass.</summary>
internal sealed class BodyWriter
{
    private readonly PassNames _names;
    private readonly LocalBlocks _locals;
    private readonly SourceWriter _writer;
    private readonly HashSet<Buffer> _declared = [];
    private readonly Dictionary<Access, string> _redirections = [];
    private readonly Stack<string> _notes = [];
    private Rows? _rows;
    private bool _isSilent;

    public BodyWriter(PassNames names, LocalBlocks locals, SourceWriter writer)
    {
        _names = names;
        _locals = locals;
        _writer = writer;
        Scalar = new ScalarPrinter(names.Integers, Element);
    }

    /// <summary>Whether a loop on vectors was written, so that the pass is needed in every width.</summary>
    public bool HasLanes { get; private set; }

    public ScalarPrinter Scalar { get; }

    public void Write(EquatableArray<Statement> body) => Block(body, null);

    /// <summary>The statements of the block that <paramref name="owner"/> opens, in a scope of their own.</summary>
    public void Block(EquatableArray<Statement> block, Statement? owner)
    {
        _declared.RemoveWhere(local => _locals.Belongs(local, owner));
        bool hasSeveralNests = block.Count(IsNest) > 1;
        for (int i = 0; i < block.Count; i++)
        {
            Statement statement = block[i];
            if (i > 0 && (IsNest(statement) || IsNest(block[i - 1])))
            {
                _writer.Line();
            }

            Note(statement);
            DeclareLocals(statement, owner);

            // Loops on vectors declare their index outside; braces keep one nest's names from the next.
            if (hasSeveralNests && statement is For loop && IsLaneLoop(loop))
            {
                _writer.Open();
                Inside(() => WriteNoted(statement));
                _writer.Close();
            }
            else
            {
                WriteNoted(statement);
            }
        }
    }

    /// <summary>The statement's line in lecture notation, unless the nest around it has said the same.</summary>
    public void Note(Statement statement)
    {
        if (_isSilent)
        {
            return;
        }

        foreach (
            string line in Lines(statement)
                .Where(line => !_notes.Any(n => n.EndsWith(line.Trim(), System.StringComparison.Ordinal)))
        )
        {
            _writer.Comment(line);
        }
    }

    /// <summary>Without comments: the same statements a second time.</summary>
    public void Silently(System.Action write)
    {
        _isSilent = true;
        write();
        _isSilent = false;
    }

    private void WriteNoted(Statement statement)
    {
        string[] lines = Lines(statement);
        foreach (string line in lines)
        {
            _notes.Push(line.Trim());
        }

        Write(statement);
        foreach (string _ in lines)
        {
            _notes.Pop();
        }
    }

    private static string[] Lines(Statement statement) =>
        (statement.Note ?? "").Split(['\n'], System.StringSplitOptions.RemoveEmptyEntries);

    private static bool IsNest(Statement statement) =>
        statement
            is not (
                IR.Assign
                or Accumulate
                or Fill
                or Copy
                or Push
                or Pop
                or Rewind
                or Throw
                or ArrayCall
                or ArrayCallAdjoint
            );

    public string Element(Access access) =>
        _redirections.TryGetValue(access, out string? collected) ? collected
        : _rows?.Find(access) is not var (reference, offset) ? _names.Element(access)
        : offset.AsConstant() == 0 ? reference
        : $"Unsafe.Add(ref {reference}, {_names.Integer(offset)})";

    /// <summary>Until <see cref="EndRedirection"/>, an element stands for the local that collects what belongs into it.</summary>
    public void Redirect(Access element, string local) => _redirections[element] = local;

    public void EndRedirection() => _redirections.Clear();

    public void WithRows(Rows rows, System.Action write)
    {
        Rows? outer = _rows;
        _rows = rows;
        write();
        _rows = outer;
    }

    private bool IsLaneLoop(For loop) => LaneConditions.CanWrite(loop, _names, _locals);

    private void Write(Statement statement)
    {
        switch (statement)
        {
            case For loop when IsLaneLoop(loop):
                HasLanes = true;
                new LaneLoop(loop, _names, _locals, _writer, this).Write();
                break;
            case For loop when CallAdjoint.Match(loop) is { } call:
                CallHelpers.Call(call, Gradients(loop), Scalar, _writer);
                break;
            case For { IsRecomputed: true } body:
                _writer.Open();
                Inside(() => Block(body.Body, body));
                _writer.Close();
                break;
            case For loop:
                Loop(loop);
                break;
            case If branch:
                _writer.Open($"if ({Scalar.Print(branch.Condition)})");
                Inside(() => Block(branch.Then, branch));
                _writer.Close();
                break;
            case WantedBlock block:
                _writer.Open($"if ({Wanted(block)})");
                Inside(() => Block(block.Then, block));
                _writer.Close();
                break;
            case Assign assign:
                Assign(assign);
                break;
            case Accumulate sum:
                _writer.Line(Accumulation(Element(sum.Target), sum.Reduction, sum.Value, Scalar));
                break;
            case Fill { Buffer.IsStack: true } fill:
                _writer.Line($"{_names.Name(fill.Buffer)}.Clear();");
                break;
            case Push push:
                _writer.Line($"{_names.Name(push.Stack)}.Push({Scalar.Print(push.Value)});");
                break;
            case Pop pop:
                string popped = $"{_names.Reader(pop.Stack)}.Pop();";
                bool isNew = _names.IsLocal(pop.Target.Buffer) && _declared.Add(pop.Target.Buffer);
                string type = isNew ? pop.Target.Buffer.Element.Keyword() + " " : "";
                string name = isNew ? _names.DeclareLocal(pop.Target.Buffer) : Element(pop.Target);
                _writer.Line($"{type}{name} = {popped}");
                break;
            case Rewind rewind:
                string stack = _names.Name(rewind.Stack);
                _writer.Line($"var {_names.Reader(rewind.Stack)} = {stack}.Rewind();");
                break;
            case Fill { Buffer.Rank: 0 } fill:
                _writer.Line($"{_names.Name(fill.Buffer)} = {Literals.Number(fill.Value, fill.Buffer.Element)};");
                break;
            case Fill fill:
                string value = Literals.Number(fill.Value, fill.Buffer.Element);
                bool isClear = System.BitConverter.DoubleToInt64Bits(fill.Value) == 0;
                _writer.Line($"{_names.Name(fill.Buffer)}.{(isClear ? "Clear()" : $"Fill({value})")};");
                break;
            case Copy { Target.Rank: 0 } copy:
                _writer.Line($"{_names.Name(copy.Target)} = {_names.Name(copy.Source)};");
                break;
            case Copy copy:
                _writer.Line($"{_names.Name(copy.Source)}.CopyTo({_names.Name(copy.Target)});");
                break;
            case SliceCheck slice:
                string[] range =
                [
                    _names.Integer(slice.Start),
                    _names.Integer(slice.Length),
                    _names.Integer(slice.Size),
                ];
                _writer.Call("Subscript.Slice", [.. range, Literals.Text(slice.Buffer.ToString())], ";");
                break;
            case IntCheck check:
                _writer.Call(
                    "Subscript.Int",
                    [$"checked({_names.Integer(check.Value)})", Literals.Text(check.Value.ToString())],
                    ";"
                );
                break;
            case RoomCheck room:
                string needed = BufferLength.Of(room.Buffer, _names.Integers);
                _writer.Call("Buffers.NeedRoom", [$"{_names.Name(room.Buffer)}.Length", needed], ";");
                break;
            case Throw thrown:
                _writer.Line(Text(thrown));
                break;
            case ArrayCall call:
                ArrayCallHelpers.Call(call, _names, _writer);
                break;
            case ArrayCallAdjoint call:
                ArrayCallHelpers.Call(call, _names, _writer);
                break;
            case Contraction sum:
                ContractionCall.Write(sum, _names, Scalar, _writer);
                break;
            default:
                throw new System.NotSupportedException(statement.ToString());
        }
    }

    // What C# does not see throw leaves nothing behind that it would call unreachable.
    private string Text(Throw thrown)
    {
        string text = "";
        for (int i = 0; i < thrown.Values.Count; i++)
        {
            text += thrown.Text[i];
            bool isArgument =
                text.EndsWith("(", System.StringComparison.Ordinal)
                || text.EndsWith(": ", System.StringComparison.Ordinal);
            text += Scalar.Print(thrown.Values[i], isArgument ? Precedence.Lowest : Precedence.Primary);
        }

        text += thrown.Text[thrown.Values.Count];
        return thrown.IsCall ? $"{text};" : $"Guard.Throw({text});";
    }

    // The array that a call's gradients are left in, or the part of it for this iteration.
    private string Gradients(For loop)
    {
        Access target = ((Assign)loop.Body[0]).Target;
        IndexExpr start = Layout.Offset(target).Substitute(loop.Index, IndexExpr.Zero);
        string span = _names.Name(target.Buffer);
        return start.AsConstant() == 0
            ? span
            : $"{span}.Slice((int)({_names.Integer(start)}), {loop.Upper.AsConstant()})";
    }

    public string Wanted(WantedBlock block) =>
        string.Join(" || ", block.Gradients.Select(g => $"!{_names.Name(g)}.IsEmpty"));

    public void Inside(System.Action write)
    {
        NameScope outer = _names.Scope;
        _names.Scope = outer.Inner();
        write();
        _names.Scope = outer;
    }

    public static string Accumulation(string target, Reduction reduction, Expr value, ScalarPrinter scalar) =>
        (reduction, value) switch
        {
            (Reduction.Add, Apply { Function: Function.Negate } negation) =>
                $"{target} -= {scalar.Print(negation.Arguments[0])};",
            (Reduction.Add, _) => $"{target} += {scalar.Print(value)};",
            _ when value.Type.IsInteger() =>
                $"{target} = global::System.Math.{reduction}({target}, {scalar.Print(value)});",
            _ => $"{target} = Lanes.{reduction}({target}, {scalar.Print(value)});",
        };

    private void Assign(Assign assign)
    {
        Buffer target = assign.Target.Buffer;
        string value = Scalar.Print(assign.Value);
        if (target.Rank == 0 && _names.IsLocal(target) && _declared.Add(target))
        {
            _writer.Line($"{target.Element.Keyword()} {_names.DeclareLocal(target)} = {value};");
            return;
        }

        _writer.Line($"{Element(assign.Target)} = {value};");
    }

    // A local whose first use is not an assignment to it, in its own block, gets a value that C# knows to be there.
    private void DeclareLocals(Statement statement, Statement? owner)
    {
        foreach (Buffer local in Uses.Of(statement).Distinct().Where(_names.IsLocal).ToList())
        {
            bool declaresItself = statement switch
            {
                Assign assign => assign.Target.Buffer.Equals(local) && !Uses.Of(assign.Value).Contains(local),
                Pop pop => pop.Target.Buffer.Equals(local),
                _ => false,
            };
            if (declaresItself || !_locals.Belongs(local, owner) || !_declared.Add(local))
            {
                continue;
            }

            string zero = local.Element == ScalarType.Bool ? "false" : Literals.Number(0, local.Element);
            _writer.Line($"{local.Element.Keyword()} {_names.DeclareLocal(local)} = {zero};");
        }
    }

    private void Loop(For loop)
    {
        Rows? outer = _rows;
        bool isInnermost = !loop.Body.SelectMany(Uses.SelfAndInner).Any(s => s is For or Contraction);
        Inside(() =>
        {
            NameScope before = _names.Scope;
            if (isInnermost)
            {
                // The rows stand before the loop, in the block around it.
                _names.Scope = before.Enclosing!;
                _rows = new Rows(loop, _names, _writer, runs: false);
                _names.Scope = before;
            }

            _writer.Open(
                loop.While is null
                    ? LoopHeader.Of(loop, _names, _writer)
                    : LoopHeader.While(loop, _names, Scalar, _writer)
            );
            Inside(() => Block(loop.Body, loop));
            _writer.Close();
            if (loop.Count is { } count)
            {
                _writer.Line($"{Element(count)} = {_names.Loop(loop.Index)};");
            }
        });
        _rows = outer;
    }
}
