using System;
using System.Linq;
using NeuralGen.Benchmarks.Kernels;
using NeuralGen.Benchmarks.Scalar;

string[] options = args.Skip(1).ToArray();
switch (args.FirstOrDefault())
{
    case "gemm":
        GemmBenchmark.Run(options);
        break;
    case "lanes":
        LanesBenchmark.Run(options);
        break;
    case "scalar":
        ScalarBenchmark.Run(options);
        break;
    default:
        Console.WriteLine("usage: dotnet run -c Release -- gemm [filter] | lanes [filter] | scalar [filter]");
        Console.WriteLine("Ratios are the peer's time over ours: above 1 we are faster.");
        break;
}
