using System;
using System.Collections.Generic;

namespace NeuralGen;

public sealed partial class Dataset<T>
{
    /// <summary>
    /// Divides the examples at random into three sets: to train with, to choose among models with, and to judge the chosen
    /// one with, once.
    /// </summary>
    /// <param name="validation">The fraction for validation, of all examples: 0.15, for instance.</param>
    /// <param name="test">The fraction for the test, of all examples. Training gets the rest.</param>
    /// <param name="seed">One seed gives one division.</param>
    /// <param name="stratified">
    /// Whether each class is divided in these proportions, as nearly as whole examples allow.
    /// </param>
    /// <returns>Copies, each in random order. Numbers of examples are rounded, halves upwards.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A fraction is negative or NaN, or together they are not less than 1.
    /// </exception>
    /// <exception cref="ArgumentException">There are targets and no classes that could be divided.</exception>
    public (Dataset<T> Training, Dataset<T> Validation, Dataset<T> Test) Split(
        double validation,
        double test,
        int seed,
        bool stratified = false
    )
    {
        CheckFraction(validation, nameof(validation));
        CheckFraction(test, nameof(test));
        if (validation + test >= 1)
            throw new ArgumentOutOfRangeException(
                nameof(test),
                test,
                FormattableString.Invariant($"With {validation} for validation nothing is left for training.")
            );
        if (stratified && Targets is not null)
            throw new ArgumentException("The examples have targets and no classes.", nameof(stratified));
        int[] order = new int[Count];
        Shuffling.Identity(order);
        Shuffling.Shuffle(order, new Random(seed));

        int[] groups = stratified ? Stratification.Groups(Labels) : new int[Count];
        int[] sizes = Stratification.Sizes(groups);
        int testCount = Rounded(test);
        int[] testShares = Stratification.Divide(sizes, sizes, test, testCount);
        int[] left = Stratification.Difference(sizes, testShares);
        int validationCount = Math.Min(Rounded(validation), Count - testCount);
        int[] validationShares = Stratification.Divide(sizes, left, validation, validationCount);

        // Along the random order, each example goes where its class still has room.
        var parts = (Training: new List<int>(), Validation: new List<int>(), Test: new List<int>());
        foreach (int row in order)
            if (testShares[groups[row]]-- > 0)
                parts.Test.Add(row);
            else if (validationShares[groups[row]]-- > 0)
                parts.Validation.Add(row);
            else
                parts.Training.Add(row);
        return (Take([.. parts.Training]), Take([.. parts.Validation]), Take([.. parts.Test]));
    }

    private int Rounded(double fraction) => (int)Math.Floor(fraction * Count + 0.5);

    private static void CheckFraction(double value, string name)
    {
        if (!(value >= 0 && value < 1))
            throw new ArgumentOutOfRangeException(name, value, "It must be at least 0 and less than 1.");
    }
}
