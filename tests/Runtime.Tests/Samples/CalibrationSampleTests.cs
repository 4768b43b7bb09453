using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Samples;

/// <summary>MathNet's minimizers, driven by generated gradients, end where they must.</summary>
public class CalibrationSampleTests(ITestOutputHelper log)
{
    [Fact]
    public void Every_fit_reaches_what_is_known()
    {
        (int code, string output, string error) = SampleProcess.Run(SampleProcess.Start("Calibration", "calibration"));
        log.WriteLine(output);
        Assert.Equal((0, ""), (code, error));
        Assert.EndsWith("23 of 23 ok", output.TrimEnd());
        Assert.Contains("Levenberg-Marquardt", output);
        Assert.Contains("L-BFGS", output);
    }
}
