using System;

namespace NeuralGen;

/// <summary>
/// Trades time for memory: of a method or local function that is called only what it is given is kept for the backward pass, which
/// computes what it needs from there again. The recomputed values equal those of the forward pass to the last bit.
/// </summary>
/// <remarks>On a method whose outermost loop carries state, that loop keeps the state of every √n-th trip.</remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class CheckpointAttribute : Attribute;
