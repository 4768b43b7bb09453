using System.Collections.Generic;

namespace NeuralGen.Samples.Lectures;

/// <summary>What the command line decides.</summary>
/// <param name="Lectures">The rows to run, in the lectures' order.</param>
/// <param name="ListOnly">Whether to name them and run none.</param>
/// <param name="Full">Whether the long trainings run on the large data sets.</param>
/// <param name="Seed">Decides everything random.</param>
/// <param name="Book">Where the pictures go.</param>
internal sealed record Settings(IReadOnlyList<Lecture> Lectures, bool ListOnly, bool Full, int Seed, string Book);
