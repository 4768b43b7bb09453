using System;

namespace NeuralGen.Samples.Calibration;

/// <summary>Prints what is compared, and counts what is as it must be.</summary>
internal sealed class Checks
{
    public int Count { get; private set; }

    public int Ok { get; private set; }

    /// <summary>A number beside the one that is known, and how far they may be apart, relative to it.</summary>
    public void Equal(string what, double value, double known, double tolerance)
    {
        double apart = Math.Abs(value - known) / Math.Abs(known);
        Holds($"{what, -22} {value, 16:G10}   known {known, 16:G10}   apart {apart:0.0E+0}", apart <= tolerance);
    }

    /// <summary>A number that must reach a bar.</summary>
    public void AtLeast(string what, double value, double bar) =>
        Holds($"{what}: {value:F3}, at least {bar:F3}", value >= bar);

    private void Holds(string text, bool holds)
    {
        Count++;
        Ok += holds ? 1 : 0;
        Console.WriteLine($"  {text}   {(holds ? "ok" : "FAILED")}");
    }
}
