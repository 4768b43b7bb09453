using System;

namespace NeuralGen.CompilerServices.V1;

// Scalar functions for which there is no vector form: they run lane by lane.

internal readonly struct AsinOf : IScalarFunction<float>, IScalarFunction<double>
{
    public static float Invoke(float x) => MathF.Asin(x);

    public static double Invoke(double x) => Math.Asin(x);
}

internal readonly struct AcosOf : IScalarFunction<float>, IScalarFunction<double>
{
    public static float Invoke(float x) => MathF.Acos(x);

    public static double Invoke(double x) => Math.Acos(x);
}

internal readonly struct AtanOf : IScalarFunction<float>, IScalarFunction<double>
{
    public static float Invoke(float x) => MathF.Atan(x);

    public static double Invoke(double x) => Math.Atan(x);
}

internal readonly struct AsinhOf : IScalarFunction<float>, IScalarFunction<double>
{
    public static float Invoke(float x) => MathF.Asinh(x);

    public static double Invoke(double x) => Math.Asinh(x);
}

internal readonly struct AcoshOf : IScalarFunction<float>, IScalarFunction<double>
{
    public static float Invoke(float x) => MathF.Acosh(x);

    public static double Invoke(double x) => Math.Acosh(x);
}

internal readonly struct AtanhOf : IScalarFunction<float>, IScalarFunction<double>
{
    public static float Invoke(float x) => MathF.Atanh(x);

    public static double Invoke(double x) => Math.Atanh(x);
}

internal readonly struct CbrtOf : IScalarFunction<float>, IScalarFunction<double>
{
    public static float Invoke(float x) => MathF.Cbrt(x);

    public static double Invoke(double x) => Math.Cbrt(x);
}

internal readonly struct PowOf : IScalarFunction2<float>, IScalarFunction2<double>
{
    public static float Invoke(float x, float y) => MathF.Pow(x, y);

    public static double Invoke(double x, double y) => Math.Pow(x, y);
}

internal readonly struct Atan2Of : IScalarFunction2<float>, IScalarFunction2<double>
{
    public static float Invoke(float x, float y) => MathF.Atan2(x, y);

    public static double Invoke(double x, double y) => Math.Atan2(x, y);
}
