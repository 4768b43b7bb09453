using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Optimizers;

/// <summary>The optimizers beside PyTorch's, on the same gradients, for 20 steps. Skipped where there is no PyTorch.</summary>
public class PyTorchTests(ITestOutputHelper output)
{
    private const string Python = "/usr/bin/python3";
    private const int Length = 11;
    private const int Steps = 20;

    private const string Script = """
        import torch
        cases = [
            lambda p: torch.optim.SGD(p, lr=0.1),
            lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.3, weight_decay=0.02),
            lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.8, nesterov=True),
            lambda p: torch.optim.Adam(p, lr=0.05),
            lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.7, 0.95), eps=1e-2, weight_decay=0.03),
            lambda p: torch.optim.AdamW(p, lr=0.05),
            lambda p: torch.optim.AdamW(p, lr=0.05, betas=(0.7, 0.95), eps=1e-2, weight_decay=0.3),
            lambda p: torch.optim.Adagrad(p, lr=0.3),
            lambda p: torch.optim.Adagrad(p, lr=0.3, lr_decay=0.1, weight_decay=0.02, initial_accumulator_value=0.4, eps=1e-3),
            lambda p: torch.optim.RMSprop(p),
            lambda p: torch.optim.RMSprop(p, lr=0.03, alpha=0.9, eps=1e-3, weight_decay=0.02, momentum=0.8, centered=True),
        ]
        for case in cases:
            w = torch.nn.Parameter(torch.arange(11, dtype=torch.float64) * 0.3 - 1.5)
            optimizer = case([w])
            for _ in range(20):
                optimizer.zero_grad()
                (-torch.cos(w) + 0.05 * w * w).sum().backward()
                optimizer.step()
            print(",".join(repr(v) for v in w.tolist()))
        """;

    [Fact]
    public void Optimizers_go_the_same_way()
    {
        if (RunPython() is not { } lines)
            return;
        Func<Tensor<double>[], Optimizer<double>>[] cases =
        [
            p => new Sgd<double>(p, 0.1),
            p => new Sgd<double>(p, 0.1, momentum: 0.9, dampening: 0.3, weightDecay: 0.02),
            p => new Sgd<double>(p, 0.1, momentum: 0.8, nesterov: true),
            p => new Adam<double>(p, 0.05),
            p => new Adam<double>(p, 0.05, 0.7, 0.95, 1e-2, 0.03),
            p => new AdamW<double>(p, 0.05),
            p => new AdamW<double>(p, 0.05, 0.7, 0.95, 1e-2, 0.3),
            p => new Adagrad<double>(p, 0.3),
            p => new Adagrad<double>(p, 0.3, 0.1, 0.02, 0.4, 1e-3),
            p => new RmsProp<double>(p),
            p => new RmsProp<double>(p, 0.03, 0.9, 1e-3, 0.02, 0.8, true),
        ];
        Assert.Equal(cases.Length, lines.Length);
        for (int c = 0; c < cases.Length; c++)
        {
            double[] expected = lines[c]
                .Split(',')
                .Select(v => double.Parse(v, CultureInfo.InvariantCulture))
                .ToArray();
            double[] actual = Train(cases[c]);
            for (int i = 0; i < Length; i++)
                Assert.Equal(expected[i], actual[i], 1e-12);
        }
    }

    private static double[] Train(Func<Tensor<double>[], Optimizer<double>> make)
    {
        var w = Tensor<double>.Parameter(Length);
        for (int i = 0; i < Length; i++)
            w[i] = i * 0.3 - 1.5;
        Optimizer<double> optimizer = make([w]);
        for (int step = 0; step < Steps; step++)
        {
            optimizer.ZeroGrad();
            for (int i = 0; i < Length; i++)
                w.Grad![i] += Math.Sin(w[i]) + 0.1 * w[i];
            optimizer.Step();
        }
        return w.ToArray();
    }

    private string[]? RunPython()
    {
        if (!File.Exists(Python))
        {
            output.WriteLine($"skipped: there is no {Python}");
            return null;
        }
        var start = new ProcessStartInfo(Python, ["-c", Script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 && errors.Result.Contains("ModuleNotFoundError", StringComparison.Ordinal))
        {
            output.WriteLine("skipped: Python has no module torch");
            return null;
        }
        Assert.True(process.ExitCode == 0, errors.Result);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
