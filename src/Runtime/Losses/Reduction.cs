namespace NeuralGen;

/// <summary>What becomes of the losses of single elements.</summary>
public enum Reduction
{
    /// <summary>Their sum divided by the number of elements.</summary>
    Mean,

    /// <summary>Their sum divided by the number of examples: the loss of an example is the sum of its elements'.</summary>
    ExampleMean,

    /// <summary>Their sum.</summary>
    Sum,
}
