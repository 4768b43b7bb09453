using System;
using System.Collections.Generic;
using NeuralGen.Samples.Lectures.Rows;

namespace NeuralGen.Samples.Lectures;

/// <summary>A row of the lectures: what it shows, and the program that shows it.</summary>
/// <param name="Id">A1 to A9 on differentiation, B1 to B18 on models.</param>
/// <param name="Shows">One line.</param>
/// <param name="Source">The source file's name without its ending.</param>
/// <param name="Run">Runs it and says what was reached.</param>
internal sealed record Lecture(string Id, string Shows, string Source, Action<Row> Run)
{
    /// <summary>All rows in the lectures' order.</summary>
    public static IReadOnlyList<Lecture> All { get; } =
    [
        new(
            "A1",
            "A scalar graph with fan-out: y.grad collects from u and v",
            nameof(A01ScalarGraph),
            A01ScalarGraph.Run
        ),
        new(
            "A2",
            "A layer y = σ(Ax + b) as loops over scalars, and its four derived nests",
            nameof(A02Layer),
            A02Layer.Run
        ),
        new(
            "A3",
            "Higher-order tensors: U[h,i,j] += A[h,i,k]·B[h,j,k], Y = σ(U)",
            nameof(A03HigherOrder),
            A03HigherOrder.Run
        ),
        new(
            "A4",
            "A minibatch: the bias is broadcast, gradients are averaged over the batch",
            nameof(A04Minibatch),
            A04Minibatch.Run
        ),
        new("A5", "An affine layer's three products", nameof(A05Affine), A05Affine.Run),
        new(
            "A6",
            "L = ½(t − σ(wx + b))²: two derivatives, one shared factor",
            nameof(A06SharedFactor),
            A06SharedFactor.Run
        ),
        new(
            "A7",
            "Softmax and negative log-likelihood: the gradient −(e(y) − f(x))",
            nameof(A07Softmax),
            A07Softmax.Run
        ),
        new(
            "A8",
            "A graph of objects with fprop and bprop, called in order and in reverse",
            nameof(A08Composition),
            A08Composition.Run
        ),
        new("A9", "Gradient checking by central differences", nameof(A09GradientCheck), A09GradientCheck.Run),
        new("B1", "Threshold units and the perceptron rule", nameof(B01Perceptron), B01Perceptron.Run),
        new("B2", "The delta rule reaches the least-squares solution", nameof(B02DeltaRule), B02DeltaRule.Run),
        new("B3", "Least squares with L2 reaches ridge regression's closed form", nameof(B03Ridge), B03Ridge.Run),
        new(
            "B4",
            "Logistic regression by batch, stochastic and minibatch ascent: OR, AND, NAND",
            nameof(B04LogisticRegression),
            B04LogisticRegression.Run
        ),
        new("B5", "Multi-class logistic regression on handwritten digits", nameof(B05Softmax), B05Softmax.Run),
        new("B6", "A multi-class support vector machine on handwritten digits", nameof(B06Hinge), B06Hinge.Run),
        new("B7", "XOR: not by a line; by features, by hand, by a trained 2-2-1 network", nameof(B07Xor), B07Xor.Run),
        new("B8", "A neural net in under 20 lines", nameof(B08TwentyLines), B08TwentyLines.Run),
        new(
            "B9",
            "Two- and three-layer ReLU classifiers of 3072 inputs, softmax or SVM, with L2",
            nameof(B09ReluNetworks),
            B09ReluNetworks.Run
        ),
        new("B10", "The browser demo's classifier in the plane: XOR, circle, spiral", nameof(B10Plane), B10Plane.Run),
        new(
            "B11",
            "A multi-layer perceptron on handwritten digits; Fashion-MNIST with --full",
            nameof(B11Perceptrons),
            B11Perceptrons.Run
        ),
        new(
            "B12",
            "LeNet-5: convolution, subsampling, fully connected; Fashion-MNIST and MNIST with --full",
            nameof(B12LeNet),
            B12LeNet.Run
        ),
        new("B13", "Locally connected and shared weights are masked dense layers", nameof(B13Sparse), B13Sparse.Run),
        new("B14", "A recurrent network through time, and attention", nameof(B14Recurrent), B14Recurrent.Run),
        new(
            "B15",
            "A restricted Boltzmann machine, an autoencoder, unsupervised pre-training",
            nameof(B15Boltzmann),
            B15Boltzmann.Run
        ),
        new(
            "B16",
            "Universal approximation: bumps, truth tables, polygons, parity, folding, linear stacks",
            nameof(B16Universal),
            B16Universal.Run
        ),
        new(
            "B17",
            "Features that make data separable: polar coordinates, and learned ones",
            nameof(B17Features),
            B17Features.Run
        ),
        new("B18", "Bias and variance of 100 fits as λ grows", nameof(B18BiasVariance), B18BiasVariance.Run),
    ];
}
