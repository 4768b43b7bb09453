using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

internal static partial class B14Recurrent
{
    private const int Items = 5;
    private const int KeySize = 6;

    // A key, a value and a mark of the query.
    private const int Features = KeySize + Items + 1;

    /// <summary>
    /// Step t of each sequence n compares its query with the keys of all steps, S[n,t,k] = Σᵢ Q[n,t,i]·K[n,k,i] as in row A3,
    /// and takes the mean of their values weighted by P = softmax(S / √d).
    /// </summary>
    [Differentiable]
    private static void Attention(Tensor Q, Tensor K, Tensor V, Tensor P, Tensor Y)
    {
        for (int n = 0; n < Q.Dim(0); n++)
        for (int t = 0; t < Q.Dim(1); t++)
        {
            Tensor S = new(K.Dim(1));
            for (int k = 0; k < K.Dim(1); k++)
            for (int i = 0; i < Q.Dim(2); i++)
                S[k] += Q[n, t, i] * K[n, k, i];
            double sum = 0;
            for (int k = 0; k < K.Dim(1); k++)
                sum += Math.Exp(S[k] / Math.Sqrt(Q.Dim(2)));
            for (int k = 0; k < K.Dim(1); k++)
                P[n, t, k] = Math.Exp(S[k] / Math.Sqrt(Q.Dim(2))) / sum;
            for (int i = 0; i < V.Dim(2); i++)
            {
                double mean = 0;
                for (int k = 0; k < K.Dim(1); k++)
                    mean += P[n, t, k] * V[n, k, i];
                Y[n, t, i] = mean;
            }
        }
    }

    /// <summary>The loops, and the runtime's layer beside them.</summary>
    private static void Attend(Row row)
    {
        var random = row.NewRandom(1);
        (Tensor Q, Tensor K) = (Draw.Uniform(random, 2, 4, 3), Draw.Uniform(random, 2, 4, 3));
        (Tensor V, Tensor P) = (Draw.Uniform(random, 2, 4, 5), Tensor.Parameter(2, 4, 4));
        (Tensor Y, Tensor seed) = (Tensor.Parameter(2, 4, 5), Draw.Uniform(random, 2, 4, 5));
        Y.Grad!.CopyFrom(seed.AsSpan());
        var residuals = new AttentionResiduals();
        AttentionForward(Q, K, V, P, Y, residuals);
        AttentionBackward(Q, K, V, P, Y, residuals);
        row.Gradients("attention", GradientCheck.Run(Loss, ("Q", Q), ("K", K), ("V", V)));

        var layer = new MultiHeadAttention(Features, heads: 1, random);
        Tensor X = Draw.Uniform(random, 2, 4, Features);
        (_, Tensor mixed) = Looked(layer, X);
        Tensor<float> output = layer.Forward(Floats.Singles(X));
        double Expected(int n, int t, int i) =>
            Compare.Sum(Features, j => mixed[n, t, j] * layer.OutputWeight[i, j]) + layer.OutputBias[i];
        row.AtMost(
            "the runtime's MultiHeadAttention, in float, with one head",
            Compare.Apart(Expected, Floats.Doubles(output)),
            1e-5
        );

        double Loss()
        {
            Tensor fresh = new(2, 4, 5);
            Attention(Q, K, V, new Tensor(2, 4, 4), fresh);
            return Compare.Inner(fresh, seed);
        }
    }

    /// <summary>A task for the layer: the last step is a distorted key; say the value that is stored with that key.</summary>
    private static void Look(Row row)
    {
        var random = row.NewRandom(3);
        Tensor distortion = Draw.Normal(random, 0.5, KeySize, KeySize);
        var layer = new MultiHeadAttention(Features, heads: 1, random);
        var network = new Sequential(layer, new LastStep(), new Dense(Features, Items, random));
        Trainer trainer = Floats.Trainer(network, new Adam<float>(network.Parameters, 0.01), epochs: 30, row.Seed);
        (Dataset<float> memories, _) = Memories(random, 4000, distortion);
        TrainingResult result = trainer.Train(memories);

        (Dataset<float> fresh, int[] places) = Memories(random, 500, distortion);
        row.AtLeast("attention: right values of 500 fresh memories", trainer.Accuracy(fresh), 0.95);
        (Tensor P, _) = Looked(layer, Floats.Doubles(fresh.Inputs));
        double[][] looks = [.. Enumerable.Range(0, 500).Select(n => P.Rows(n, 1).ToArray()[^(Items + 1)..])];
        int[] looked = [.. looks.Select(look => Array.IndexOf(look, look.Max()))];
        row.AtLeast("attention: queries that look at their key most", Judge.Accuracy(looked, places), 0.95);
        row.Draw(
            "Where 12 queries (rows) look among 5 items and themselves (columns); the second picture shows where the keys are.",
            Images.Gray(looks[..12].SelectMany(look => look), Items + 1, "attention"),
            Images.Gray(
                Enumerable.Range(0, 12 * (Items + 1)).Select(k => places[k / (Items + 1)] == k % (Items + 1) ? 1.0 : 0),
                Items + 1,
                "keys"
            ),
            result.Curve().ToString()
        );
    }

    /// <summary>What a layer of one head looks at, and what it finds there, by the loops.</summary>
    private static (Tensor P, Tensor Y) Looked(MultiHeadAttention layer, Tensor X)
    {
        (Tensor P, Tensor Y) = (new(X.Dim(0), X.Dim(1), X.Dim(1)), new(X.Dim(0), X.Dim(1), Features));
        Attention(Projected(0), Projected(1), Projected(2), P, Y);
        return (P, Y);

        // The queries, the keys, or the values.
        Tensor Projected(int part)
        {
            Tensor projected = new(X.Dim(0), X.Dim(1), Features);
            for (int n = 0; n < X.Dim(0); n++)
            for (int t = 0; t < X.Dim(1); t++)
            for (int i = 0; i < Features; i++)
                projected[n, t, i] =
                    Compare.Sum(Features, j => X[n, t, j] * layer.InputWeight[part * Features + i, j])
                    + layer.InputBias[part * Features + i];
            return projected;
        }
    }

    /// <summary>Items with a key and a value each, then a query; the value to be said is the label.</summary>
    private static (Dataset<float> Data, int[] Places) Memories(Random random, int count, Tensor distortion)
    {
        var inputs = new Tensor<float>(count, Items + 1, Features);
        (int[] places, int[] labels) = (new int[count], new int[count]);
        for (int n = 0; n < count; n++)
        {
            // Drawn one by one: were all values there, looking at all items but the right one would tell it too.
            int[] values = [.. Enumerable.Range(0, Items).Select(_ => random.Next(Items))];
            places[n] = random.Next(Items);
            labels[n] = values[places[n]];
            for (int item = 0; item < Items; item++)
            {
                double[] key = [.. Enumerable.Range(0, KeySize).Select(_ => Draw.Normal(random))];
                // Of unit length: then no key is closer to another than to itself.
                double length = Math.Sqrt(key.Sum(x => x * x));
                for (int k = 0; k < KeySize; k++)
                    inputs[n, item, k] = (float)(key[k] / length);
                inputs[n, item, KeySize + values[item]] = 1;
            }
            for (int k = 0; k < KeySize; k++)
                inputs[n, Items, k] = (float)Compare.Sum(KeySize, j => inputs[n, places[n], j] * distortion[j, k]);
            inputs[n, Items, Features - 1] = 1;
        }
        return (new Dataset<float>(inputs, labels), places);
    }
}
