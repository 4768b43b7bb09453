namespace NeuralGen;

/// <summary>Why a training ended.</summary>
public enum TrainingOutcome
{
    /// <summary>It has not.</summary>
    Unfinished,

    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>Nothing has improved for as long as <see cref="TrainingOptions.Patience"/> allows.</summary>
    StoppedImproving,

    /// <summary><see cref="TrainingOptions.StopWhen"/> said so.</summary>
    StoppedByUser,
}
