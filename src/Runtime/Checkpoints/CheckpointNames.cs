namespace NeuralGen;

/// <summary>What a checkpoint's tensors and strings are called in its file.</summary>
internal static class CheckpointNames
{
    /// <summary>What all strings begin with that are not the user's.</summary>
    public const string Own = "neuralgen.";

    /// <summary>The version of these names, and the sign that a file is a checkpoint.</summary>
    public const string Version = Own + "checkpoint";

    /// <summary>The version written and read.</summary>
    public const string CurrentVersion = "1";

    /// <summary>Epochs that are done.</summary>
    public const string Epoch = Own + "epoch";

    /// <summary>Steps that are done.</summary>
    public const string Step = Own + "step";

    /// <summary>The kind of the optimizer.</summary>
    public const string OptimizerKind = Own + "optimizer";

    /// <summary>Its steps.</summary>
    public const string OptimizerSteps = Own + "optimizer.steps";

    /// <summary>Its learning rate.</summary>
    public const string LearningRate = Own + "optimizer.learning_rate";

    /// <summary>What the names of states begin with.</summary>
    public const string State = Own + "state.";

    /// <summary>What the names of the optimizer's tensors begin with; its own name and the parameter's follow.</summary>
    public const string Optimizer = "optimizer/";

    /// <summary>What the names of the tensors begin with that a trainer keeps beside the model's.</summary>
    public const string Trainer = "trainer/";
}
