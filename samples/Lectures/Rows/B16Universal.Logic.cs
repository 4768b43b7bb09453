using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;

namespace NeuralGen.Samples.Lectures.Rows;

internal static partial class B16Universal
{
    /// <summary>One hidden unit for each row of the table that is true: 1 for that row alone. The output is their OR.</summary>
    private static double FromTable(double[] table, double[] x)
    {
        double[][] rows =
        [
            .. Enumerable.Range(0, table.Length).Where(r => table[r] == 1).Select(r => Bits(r, x.Length)),
        ];
        return Or([.. rows.Select(bits => Unit([.. bits.Select(bit => 2 * bit - 1)], x, bits.Sum()))]);
    }

    private static void TruthTables(Row row)
    {
        int right = 0;
        for (int table = 0; table < 256; table++)
        for (int x = 0; x < 8; x++)
            if (FromTable(Bits(table, 8), Bits(x, 3)) == (table >> x & 1))
                right++;
        row.All("all 256 functions of three bits as an OR of ANDs: answers right", right, 256 * 8);

        var random = row.NewRandom();
        double[] large = [.. Enumerable.Range(0, 1024).Select(_ => (double)random.Next(2))];
        right = Enumerable.Range(0, 1024).Count(x => FromTable(large, Bits(x, 10)) == large[x]);
        row.All($"a random function of ten bits, {large.Sum()} hidden units: answers right", right, 1024);
    }

    private static double Xor(double a, double b) => And(Or(a, b), 1 - And(a, b));

    /// <summary>A unit for every row with an odd number of ones: 2^(N−1) in one layer.</summary>
    private static (double Answer, int Units) Wide(double[] x)
    {
        double[] odd = [.. Enumerable.Range(0, 1 << x.Length).Select(r => Bits(r, x.Length).Sum() % 2)];
        return (FromTable(odd, x), (int)odd.Sum());
    }

    /// <summary>N − 1 times XOR, each OR, NAND and AND of them: 3(N−1) units in 2(N−1) layers.</summary>
    private static (double Answer, int Units) Deep(double[] x)
    {
        double parity = x[0];
        for (int k = 1; k < x.Length; k++)
            parity = Xor(parity, x[k]);
        return (parity, 3 * (x.Length - 1));
    }

    private static void Parity(Row row)
    {
        (List<double> sizes, List<double> wide, List<double> deep) = ([], [], []);
        (int right, int all) = (0, 0);
        bool asStated = true;
        for (int N = 2; N <= 10; N++)
        {
            for (int x = 0; x < 1 << N; x++)
            {
                double[] bits = Bits(x, N);
                if (Deep(bits).Answer == bits.Sum() % 2)
                    right++;
                if (Wide(bits).Answer == bits.Sum() % 2)
                    right++;
                all += 2;
            }
            (int wideUnits, int deepUnits) = (Wide(Bits(0, N)).Units, Deep(Bits(0, N)).Units);
            asStated &= wideUnits == 1 << (N - 1) && deepUnits == 3 * (N - 1);
            sizes.Add(N);
            wide.Add(wideUnits);
            deep.Add(deepUnits);
        }
        row.All("parity of 2 to 10 bits, wide and deep: answers right", right, all);
        row.Holds("units: 2^(N−1) wide, 3(N−1) deep", asStated);
        row.Draw(
            "Parity of N bits: the units of the wide network double with each bit, those of the deep one grow by three.",
            new Chart
            {
                X = "N",
                Y = "units",
                LogY = true,
            }
                .Line("one wide layer", sizes, wide)
                .Line("deep", sizes, deep)
                .ToString()
        );
    }
}
