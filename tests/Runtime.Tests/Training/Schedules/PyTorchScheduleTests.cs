using System;
using System.Globalization;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Training.Schedules;

/// <summary>The schedules beside PyTorch's, over 40 epochs. Skipped where there is no PyTorch.</summary>
public class PyTorchScheduleTests(ITestOutputHelper output)
{
    private const int Epochs = 40;
    private const double Rate = 0.3;

    private const string Script = """
        import torch
        s = torch.optim.lr_scheduler
        plateau = s.ReduceLROnPlateau
        cases = [
            lambda o: s.StepLR(o, 7),
            lambda o: s.StepLR(o, 3, gamma=0.8),
            lambda o: s.ExponentialLR(o, 0.9),
            lambda o: s.CosineAnnealingLR(o, 40),
            lambda o: s.CosineAnnealingLR(o, 40, eta_min=0.03),
            lambda o: plateau(o, factor=0.5),
            lambda o: plateau(o, factor=0.5, patience=2),
            lambda o: plateau(o, factor=0.3, patience=0, threshold=0.05, cooldown=2),
            lambda o: plateau(o, factor=0.5, patience=1, cooldown=1, min_lr=0.03),
        ]
        for case in cases:
            w = torch.nn.Parameter(torch.zeros(1))
            optimizer = torch.optim.SGD([w], lr=0.3)
            scheduler = case(optimizer)
            rates = []
            for epoch in range(40):
                rates.append(optimizer.param_groups[0]["lr"])
                optimizer.step()
                error = float([9, 7, 8, 5, 5, 4.99999, 4.9, 5, 5, 4][epoch % 10]) / (1 + epoch // 20)
                if isinstance(scheduler, plateau):
                    scheduler.step(error)
                else:
                    scheduler.step()
            print(",".join(repr(v) for v in rates))
        """;

    [Fact]
    public void Schedules_go_the_same_way()
    {
        if (Python.Run(output, Script) is not { } text)
            return;
        Schedule[] cases =
        [
            new StepDecay(7),
            new StepDecay(3, 0.8),
            new ExponentialDecay(0.9),
            new CosineDecay(40),
            new CosineDecay(40, 0.1),
            new HalveOnPlateau(),
            new HalveOnPlateau(patience: 2),
            new HalveOnPlateau(patience: 0, by: 0.3, threshold: 0.05, cooldown: 2),
            new HalveOnPlateau(patience: 1, cooldown: 1, minimum: 0.1),
        ];
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(cases.Length, lines.Length);
        double[] errors = [9, 7, 8, 5, 5, 4.99999, 4.9, 5, 5, 4];
        for (int c = 0; c < cases.Length; c++)
        {
            double[] expected = [.. lines[c].Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
            Assert.Equal(Epochs, expected.Length);
            for (int epoch = 0; epoch < Epochs; epoch++)
            {
                Assert.Equal(expected[epoch], Rate * cases[c].Factor, 1e-12);
                cases[c].EndEpoch(errors[epoch % 10] / (1 + epoch / 20));
            }
        }
    }
}
