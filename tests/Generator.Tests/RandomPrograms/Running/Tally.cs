using System;

namespace NeuralGen.Generator.Tests.RandomPrograms.Running;

/// <summary>What was examined, and what could not be.</summary>
internal sealed class Tally
{
    public int Programs { get; set; }

    public int Refused { get; set; }

    public int Runs { get; set; }

    /// <summary>Runs whose numbers grew too large to be compared.</summary>
    public int IllConditioned { get; set; }

    public int Slopes { get; set; }

    /// <summary>Slopes at points without a derivative.</summary>
    public int Kinks { get; set; }

    /// <summary>Slopes that differences do not show and dual numbers do.</summary>
    public int Overruled { get; set; }

    /// <summary>Runs whose gradients floats lose wherever they are summed in reverse.</summary>
    public int LostInFloat { get; set; }

    public void Add(Tally other)
    {
        Programs += other.Programs;
        Refused += other.Refused;
        Runs += other.Runs;
        IllConditioned += other.IllConditioned;
        Slopes += other.Slopes;
        Kinks += other.Kinks;
        Overruled += other.Overruled;
        LostInFloat += other.LostInFloat;
    }

    public override string ToString() =>
        FormattableString.Invariant(
            $"{Programs} programs ({Refused} refused), {Runs} runs ({IllConditioned} ill-conditioned, {LostInFloat} lost in float), {Slopes} slopes ({Kinks} at kinks, {Overruled} that differences do not show)"
        );
}
