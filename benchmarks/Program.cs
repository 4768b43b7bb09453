using System;
using System.Linq;
using NeuralGen.Benchmarks.Kernels;

string[] options = args.Skip(1).ToArray();
switch (args.FirstOrDefault())
{
    case "gemm":
        GemmBenchmark.Run(options);
        break;
    case "lanes":
        LanesBenchmark.Run(options);
        break;
    default:
        Console.WriteLine("usage: dotnet run -c Release -- gemm [filter] | lanes [filter]");
        Console.WriteLine("Ratios are the peer's time over ours: above 1 we are faster.");
        break;
}
