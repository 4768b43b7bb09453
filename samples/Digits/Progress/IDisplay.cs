using System;

namespace NeuralGen.Samples.Digits.Progress;

/// <summary>Shows how a training goes.</summary>
internal interface IDisplay : IProgress<TrainingProgress>, IDisposable;
