using System;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>A body that nobody meant to write.</summary>
/// <param name="Number">Its seed.</param>
/// <param name="Group">Whose types and members stand beside it.</param>
/// <param name="Body">The body, braces left out.</param>
internal sealed record Edited(int Number, Group Group, string Body)
{
    /// <summary>The body of this number: always the same for the same corpus.</summary>
    public static Edited Make(int number)
    {
        var random = new Random(number);
        Group group = Corpus.Groups[random.Next(Corpus.Groups.Length)];
        string body = group.Bodies[random.Next(group.Bodies.Length)];
        for (int edits = 1 + random.Next(3); edits > 0 && body.Length < 1500; edits--)
        {
            body = Once(random, body, group);
        }

        return new Edited(number, group, body);
    }

    /// <summary>One edit, which mostly leaves what can be parsed.</summary>
    private static string Once(Random random, string body, Group group)
    {
        string edited = body;
        for (int attempt = 0; attempt < 4; attempt++)
        {
            edited = random.Next(3) == 0 ? TokenEdits.Apply(random, body) : TreeEdits.Apply(random, body, group);
            if (!Group.Parse(edited).ContainsDiagnostics)
            {
                break;
            }
        }

        return edited;
    }
}
