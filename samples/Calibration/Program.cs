using System;
using System.Globalization;
using NeuralGen.Samples.Calibration;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var checks = new Checks();
GrowthCurve.Fit(checks);
FlipperLengths.Fit(checks);
Console.WriteLine($"{checks.Ok} of {checks.Count} ok");
return checks.Ok == checks.Count ? 0 : 1;
