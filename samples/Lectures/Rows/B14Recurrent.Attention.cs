using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

internal static partial class B14Recurrent
{
    /// <summary>
    /// Each query n looks at items i with scores s[n,i] = Σₖ Q[n,k]·K[n,i,k], Q = q·A and K[n,i] = keys[n,i]·B, and takes
    /// the mean of their values weighted by the softmax of the scores, P[n,i].
    /// </summary>
    [Differentiable]
    private static double Attention(
        Tensor A,
        Tensor B,
        [NoGrad] Tensor q,
        [NoGrad] Tensor keys,
        [NoGrad] Tensor values,
        int[] labels,
        Tensor P
    )
    {
        double loss = 0;
        for (int n = 0; n < q.Dim(0); n++)
        {
            Tensor Q = new(A.Dim(1));
            for (int k = 0; k < A.Dim(1); k++)
            for (int j = 0; j < A.Dim(0); j++)
                Q[k] += q[n, j] * A[j, k];
            Tensor s = new(keys.Dim(1));
            double sum = 0;
            for (int i = 0; i < keys.Dim(1); i++)
            {
                for (int k = 0; k < A.Dim(1); k++)
                {
                    double K = 0;
                    for (int j = 0; j < B.Dim(0); j++)
                        K += keys[n, i, j] * B[j, k];
                    s[i] += Q[k] * K;
                }
                sum += Math.Exp(s[i]);
            }
            double right = 1e-9;
            for (int i = 0; i < keys.Dim(1); i++)
            {
                P[n, i] = Math.Exp(s[i]) / sum;
                right += P[n, i] * values[n, i, labels[n]];
            }
            loss -= Math.Log(right);
        }
        return loss / q.Dim(0);
    }

    /// <summary>The task: a query is a distorted key; say the value that is stored with that key.</summary>
    private static void Attend(Row row)
    {
        var random = row.NewRandom(1);
        Tensor distortion = Draw.Normal(random, 0.5, 6, 6);
        (Tensor A, Tensor B) = (Draw.Normal(random, 0.3, 6, 6), Draw.Normal(random, 0.3, 6, 6));
        Memory few = Memory.New(random, 3, distortion);
        few.Gradient(A, B);
        row.Gradients("attention", GradientCheck.Run(() => few.Loss(A, B), ("A", A), ("B", B)));

        var descent = new Adam<double>([A, B], learningRate: 0.01);
        var losses = new double[4000];
        for (int step = 0; step < losses.Length; step++)
        {
            losses[step] = Memory.New(random, 32, distortion).Gradient(A, B);
            descent.Step();
        }
        Memory fresh = Memory.New(random, 500, distortion);
        fresh.Loss(A, B);
        row.AtLeast(
            "attention: queries of 500 fresh memories that look at their key",
            Judge.Accuracy(fresh.P, fresh.Targets),
            0.95
        );
        row.Draw(
            "Where 12 queries (rows) look among 5 items (columns); the second picture shows where the keys are.",
            Images.Gray(fresh.P.AsSpan()[..60].ToArray(), 5, "attention"),
            Images.Gray([.. Enumerable.Range(0, 60).Select(k => fresh.Targets[k / 5] == k % 5 ? 1.0 : 0)], 5, "keys"),
            new Chart
            {
                X = "step",
                Y = "loss",
                LogY = true,
            }
                .Line("", losses)
                .ToString()
        );
    }

    private sealed record Memory(Tensor Queries, Tensor Keys, Tensor Values, int[] Labels, int[] Targets, Tensor P)
    {
        public double Loss(Tensor A, Tensor B) => Attention(A, B, Queries, Keys, Values, Labels, P);

        public double Gradient(Tensor A, Tensor B) => AttentionGradient(A, B, Queries, Keys, Values, Labels, P);

        public static Memory New(Random random, int count, Tensor distortion)
        {
            const int items = 5;
            int size = distortion.Dim(0);
            var memory = new Memory(
                new(count, size),
                Draw.Normal(random, 1, count, items, size),
                new(count, items, items),
                new int[count],
                new int[count],
                new(count, items)
            );
            for (int n = 0; n < count; n++)
            {
                int[] values = [0, 1, 2, 3, 4];
                random.Shuffle(values);
                memory.Targets[n] = random.Next(items);
                memory.Labels[n] = values[memory.Targets[n]];
                for (int i = 0; i < items; i++)
                    memory.Values[n, i, values[i]] = 1;
                Normalize(memory.Keys, n);
                for (int k = 0; k < size; k++)
                for (int j = 0; j < size; j++)
                    memory.Queries[n, k] += memory.Keys[n, memory.Targets[n], j] * distortion[j, k];
            }
            return memory;
        }

        // Of unit length: then no key is closer to another than to itself.
        private static void Normalize(Tensor keys, int n)
        {
            for (int i = 0; i < keys.Dim(1); i++)
            {
                double length = Math.Sqrt(Compare.Sum(keys.Dim(2), k => keys[n, i, k] * keys[n, i, k]));
                for (int k = 0; k < keys.Dim(2); k++)
                    keys[n, i, k] /= length;
            }
        }
    }
}
