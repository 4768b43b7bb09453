using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen;

/// <summary>
/// A part of a network, with a forward and a backward pass: layers are called in order, and then in reverse.
/// </summary>
/// <remarks>
/// <para>
/// A layer of one's own is a partial class with one method <c>[Differentiable] void M(Tensor&lt;float&gt; X, Tensor&lt;float&gt; Y)</c>,
/// or one of spans that goes element by element. Everything else is generated: <see cref="Forward"/>,
/// <see cref="Backward"/>, <see cref="OutputShape"/> from the bounds of the loops that write <c>Y</c>, <see cref="Tensors"/>
/// and <see cref="Children"/> from the fields and auto-properties that are tensors or layers, or arrays or lists of these, and
/// <see cref="Separate"/>. What the class declares itself is not generated, nor are passes and shapes that an abstract class
/// between it and <c>Layer</c> declares.
/// </para>
/// <para>
/// Around <c>[Differentiable]</c> methods of another form, <see cref="Tensors"/> and <see cref="Children"/> are generated all the
/// same, and <see cref="Separate"/> where a base class has one to go on with; the rest is for the class to declare.
/// </para>
/// <para>
/// A layer owns its output, which is used again by the next call, and remembers what the backward pass needs. It is therefore
/// for one thread; several threads each have a copy made by <see cref="Share"/>.
/// </para>
/// </remarks>
public abstract class Layer
{
    /// <summary>Whether the layer behaves as in training, which it does at first: see <see cref="Train"/>.</summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>
    /// The layers that this one is made of, by name; none for a layer that computes by itself. What is not among them is neither
    /// learned, nor saved, nor told whether it is trained.
    /// </summary>
    public virtual IEnumerable<KeyValuePair<string, Layer>> Children => [];

    /// <summary>
    /// The layer's own tensors by name, those of <see cref="Children"/> not among them; null ones do not count. What is not among
    /// them is neither learned nor saved.
    /// </summary>
    protected virtual IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors => [];

    /// <summary>
    /// All tensors of the layer and its children by name, <c>"0.Weight"</c> for instance: what a checkpoint keeps. A tensor that
    /// is there twice has its first name.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, Tensor<float>>> State
    {
        get
        {
            var found = new List<KeyValuePair<string, Tensor<float>>>();
            Collect("", found, new HashSet<Tensor<float>>(ReferenceEqualityComparer.Instance));
            return found;
        }
    }

    /// <summary>What is learned, by name: the tensors that have a gradient.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor<float>>> NamedParameters =>
        [.. State.Where(entry => entry.Value.Grad is not null)];

    /// <summary>What is learned: the tensors that have a gradient; empty for a layer without parameters.</summary>
    public IReadOnlyList<Tensor<float>> Parameters => [.. NamedParameters.Select(entry => entry.Value)];

    /// <summary>What is kept but not learned, by name: the tensors without a gradient.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor<float>>> NamedBuffers =>
        [.. State.Where(entry => entry.Value.Grad is null)];

    /// <summary>Calculates the output.</summary>
    /// <param name="input">
    /// The examples along axis 0. The layer keeps a reference to it until the backward pass is done.
    /// </param>
    /// <returns>
    /// The output, whose <see cref="Tensor{T}.Grad"/> is zero; its contents are valid until the next call.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="input"/> is null.</exception>
    /// <exception cref="ArgumentException">The input's shape does not fit the layer.</exception>
    public abstract Tensor<float> Forward(Tensor<float> input);

    /// <summary>
    /// Adds into the gradients of the parameters, and of the input where it has one, what follows from the gradient of
    /// the output that <see cref="Forward"/> returned.
    /// </summary>
    /// <exception cref="InvalidOperationException">There was no forward pass since the last backward pass.</exception>
    public abstract void Backward();

    /// <summary>The shape of the output for a shape of the input; it depends on nothing else.</summary>
    /// <param name="inputShape">The input's shape, the examples along axis 0.</param>
    /// <exception cref="ArgumentException">The shape does not fit the layer.</exception>
    public abstract int[] OutputShape(ReadOnlySpan<int> inputShape);

    /// <summary>
    /// From now on the layer and its children behave as in training, or as in use: dropout drops nothing then, and batch
    /// normalization takes the statistics that it has collected.
    /// </summary>
    /// <param name="training">Whether to train; false is the same as <see cref="Evaluate"/>.</param>
    public void Train(bool training = true)
    {
        IsTraining = training;
        foreach ((_, Layer child) in Children)
            child.Train(training);
    }

    /// <summary>From now on the layer and its children behave as in use: the opposite of <see cref="Train"/>.</summary>
    public void Evaluate() => Train(false);

    /// <summary>
    /// The same parameters with gradients, outputs and memory of their own, for another thread: each thread calls a copy, and the
    /// gradients are added up afterwards (see <see cref="Tensor{T}.Share"/>).
    /// </summary>
    /// <exception cref="NotSupportedException">The class, or that of a child, is written by hand and does not say how.</exception>
    public Layer Share() => new Sharing().Of(this);

    /// <summary>Adds the layer, as it behaves in use, to a model in ONNX's format.</summary>
    /// <param name="graph">What has been added so far; its <see cref="OnnxGraph.InputShape"/> is that of this layer.</param>
    /// <param name="input">The name of the layer's input.</param>
    /// <returns>The name of its output.</returns>
    /// <exception cref="NotSupportedException">The class does not say how.</exception>
    public virtual string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        throw new NotSupportedException(
            $"Layer '{graph.Path}' cannot be exported: {GetType().Name} does not override {nameof(ToOnnx)}, "
                + "which adds the operators that it consists of."
        );
    }

    /// <summary>
    /// Makes this fresh copy, whose fields are still those of the original, independent: it takes tensors and children from
    /// <paramref name="sharing"/> and new objects for whatever else changes during a call.
    /// </summary>
    /// <param name="sharing">Copies each tensor and layer once.</param>
    protected virtual void Separate(Sharing sharing) =>
        throw new NotSupportedException($"{GetType().Name} cannot be shared: it does not override {nameof(Separate)}.");

    internal Layer Copy(Sharing sharing)
    {
        var copy = (Layer)MemberwiseClone();
        sharing.Add(this, copy);
        copy.Separate(sharing);
        CheckSeparate(copy);
        return copy;
    }

    // Two threads that add into one gradient lose what they add.
    private void CheckSeparate(Layer copy)
    {
        var own = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach ((_, Tensor<float>? tensor) in Tensors)
            if (tensor?.Grad is not null)
                own.Add(tensor);
        foreach ((_, Layer child) in Children)
            own.Add(child);
        if (own.Count == 0)
            return;
        string? kept = null;
        foreach ((string name, Tensor<float>? tensor) in copy.Tensors)
            kept ??= tensor is not null && own.Contains(tensor) ? name : null;
        foreach ((string name, Layer child) in copy.Children)
            kept ??= own.Contains(child) ? name : null;
        if (kept is not null)
            throw new NotSupportedException(
                $"{GetType().Name} cannot be shared: {nameof(Separate)} leaves {kept} to the original and the copy together."
            );
    }

    private void Collect(string prefix, List<KeyValuePair<string, Tensor<float>>> found, HashSet<Tensor<float>> seen)
    {
        foreach ((string name, Tensor<float>? tensor) in Tensors)
            if (tensor is not null && seen.Add(tensor))
                found.Add(new(prefix + name, tensor));
        foreach ((string name, Layer child) in Children)
            child.Collect($"{prefix}{name}.", found, seen);
    }
}
