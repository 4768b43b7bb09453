namespace NeuralGen.Generator.Tests.Oracles;

/// <summary>The dual numbers, as source that is compiled beside the programs.</summary>
internal static class DualSource
{
    public const string Text = """
        using System;
        public struct Dual
        {
            public double V, D;
            /// Where the tape has it.
            public int Place;
            /// Where two derivatives hold, or none: the point says nothing.
            [ThreadStatic] public static bool Kink;
            /// The largest derivative, of which the last digits are lost.
            [ThreadStatic] public static double Largest;
            public Dual(double v, double d) : this(v, d, 0) { }
            public Dual(double v, double d, int place) { V = v; D = d; Place = place; Largest = Math.Max(Largest, Math.Abs(d)); }
            /// Of values and, if any, their derivatives.
            public static Dual[] Join(double[] v, double[] d)
            {
                var joined = new Dual[v.Length];
                for (int i = 0; i < v.Length; i++)
                    joined[i] = new Dual(v[i], d == null ? 0 : d[i], Tape.Input());
                return joined;
            }
            public static double PositiveInfinity => double.PositiveInfinity;
            public static double NegativeInfinity => double.NegativeInfinity;
            public static double NaN => double.NaN;
            public static double MaxValue => double.MaxValue;
            public static double MinValue => double.MinValue;
            public static double Epsilon => double.Epsilon;
            public static implicit operator Dual(double v) => new Dual(v, 0);
            public static implicit operator Dual(float v) => new Dual(v, 0);
            public static implicit operator Dual(int v) => new Dual(v, 0);
            public static implicit operator Dual(long v) => new Dual(v, 0);
            public static explicit operator float(Dual a) { Kink |= a.D != 0; return (float)a.V; }
            public static explicit operator int(Dual a) => checked((int)a.V);
            public static Dual operator +(Dual a) => a;
            public static Dual operator -(Dual a) => new Dual(-a.V, -a.D, Tape.Step(a, -1));
            public static Dual operator +(Dual a, Dual b) => new Dual(a.V + b.V, a.D + b.D, Tape.Step(a, 1, b, 1));
            public static Dual operator -(Dual a, Dual b) => new Dual(a.V - b.V, a.D - b.D, Tape.Step(a, 1, b, -1));
            public static Dual operator *(Dual a, Dual b) =>
                DualMath.Singular(a.V * b.V, a.D * b.V + a.V * b.D, Tape.Step(a, b.V, b, a.V));
            public static Dual operator /(Dual a, Dual b) =>
                DualMath.Singular(a.V / b.V, (a.D - a.V / b.V * b.D) / b.V, Tape.Step(a, 1 / b.V, b, -a.V / b.V / b.V));
            public static Dual operator ++(Dual a) => new Dual(a.V + 1, a.D, a.Place);
            public static Dual operator --(Dual a) => new Dual(a.V - 1, a.D, a.Place);
            public static bool operator <(Dual a, Dual b) => DualMath.Differ(a, b) & a.V < b.V;
            public static bool operator >(Dual a, Dual b) => DualMath.Differ(a, b) & a.V > b.V;
            public static bool operator <=(Dual a, Dual b) => DualMath.Differ(a, b) & a.V <= b.V;
            public static bool operator >=(Dual a, Dual b) => DualMath.Differ(a, b) & a.V >= b.V;
            public static bool operator ==(Dual a, Dual b) => a.V == b.V;
            public static bool operator !=(Dual a, Dual b) => a.V != b.V;
            public override bool Equals(object o) => o is Dual d && d.V == V;
            public override int GetHashCode() => V.GetHashCode();
        }

        /// What was computed from what, for gradients that are summed in reverse, in the digits that are asked for.
        public static class Tape
        {
            [ThreadStatic] private static System.Collections.Generic.List<(int A, double ByA, int B, double ByB)> _steps;

            public static void Start() => _steps = new() { default };
            public static void Stop() => _steps = null;
            public static int Length => _steps.Count;
            public static int Input() => Add(default);
            public static int Step(Dual a, double byA) => Step(a, byA, default, 0);
            public static int Step(Dual a, double byA, Dual b, double byB) =>
                (a.Place | b.Place) == 0 ? 0 : Add((a.Place, byA, b.Place, byB));

            /// From the derivatives by some places, those by all.
            public static double[] Reverse(double[] adjoints, bool inFloat)
            {
                double Rounded(double v) => inFloat ? (float)v : v;
                for (int i = _steps.Count - 1; i > 0; i--)
                {
                    (int a, double byA, int b, double byB) = _steps[i];
                    // Nothing by what is infinite is nothing.
                    if (adjoints[i] == 0)
                        continue;
                    if (a > 0)
                        adjoints[a] = Rounded(adjoints[a] + Rounded(adjoints[i] * Rounded(byA)));
                    if (b > 0)
                        adjoints[b] = Rounded(adjoints[b] + Rounded(adjoints[i] * Rounded(byB)));
                }
                return adjoints;
            }

            private static int Add((int, double, int, double) step)
            {
                if (_steps == null)
                    return 0;
                _steps.Add(step);
                return _steps.Count - 1;
            }
        }

        public sealed class DualTensor<T>
        {
            private readonly T[] _data;
            private readonly int[] _shape;
            public DualTensor(params int[] shape) { _shape = shape; int n = 1; foreach (int s in shape) n *= s; _data = new T[n]; }
            public int Rank => _shape.Length;
            public int Length => _data.Length;
            public int Dim(int axis) => _shape[axis];
            public ref T this[int i] => ref _data[i];
            public ref T this[int i, int j] => ref _data[At(At(0, 0, i), 1, j)];
            public ref T this[int i, int j, int k] => ref _data[At(At(At(0, 0, i), 1, j), 2, k)];
            public DualTensor<T> Grad;
            public static DualTensor<T> Wrap(T[] data, int[] shape) => new DualTensor<T>(data, shape);
            private DualTensor(T[] data, int[] shape) { _data = data; _shape = shape; }
            public Span<T> AsSpan() => _data;
            private int At(int start, int axis, int i) =>
                (uint)i < (uint)_shape[axis] ? start * _shape[axis] + i : throw new IndexOutOfRangeException();
            public System.Collections.Generic.IEnumerator<T> GetEnumerator() =>
                ((System.Collections.Generic.IEnumerable<T>)_data).GetEnumerator();
        }

        public static class DualMath
        {
            public const double PI = Math.PI, E = Math.E;

            /// A value or a derivative that is infinite or none: a backward pass multiplies it by 0 where nothing depends on it.
            public static Dual Singular(double v, double d, int place)
            {
                Dual.Kink |= !double.IsFinite(v) || !double.IsFinite(d);
                return new Dual(v, d, place);
            }

            public static bool Differ(Dual a, Dual b)
            {
                Dual.Kink |= a.V == b.V && a.D != b.D;
                return true;
            }

            private static Dual Of(Dual a, double v, double slope) =>
                Singular(v, a.D == 0 && !double.IsFinite(slope) ? slope : a.D * slope, Tape.Step(a, slope));
            private static Dual Stepwise(Dual a, double v) { Dual.Kink |= a.D != 0 && a.V == Math.Round(a.V); return v; }
            public static Dual Stop(Dual a) => a.V;
            public static Dual Abs(Dual a) { Dual.Kink |= a.V == 0 && a.D != 0; return a.V < 0 ? -a : a; }
            public static int Abs(int a) => Math.Abs(a);
            public static Dual Exp(Dual a) => Of(a, Math.Exp(a.V), Math.Exp(a.V));
            public static Dual Log(Dual a) => Of(a, Math.Log(a.V), 1 / a.V);
            public static Dual Log(Dual a, Dual b) => Log(a) / Log(b);
            public static Dual Log2(Dual a) => Of(a, Math.Log2(a.V), 1 / (a.V * Math.Log(2)));
            public static Dual Log10(Dual a) => Of(a, Math.Log10(a.V), 1 / (a.V * Math.Log(10)));
            public static Dual Sqrt(Dual a) => Of(a, Math.Sqrt(a.V), 0.5 / Math.Sqrt(a.V));
            public static Dual Cbrt(Dual a) => Of(a, Math.Cbrt(a.V), 1 / (3 * Math.Cbrt(a.V) * Math.Cbrt(a.V)));
            public static Dual Sin(Dual a) => Of(a, Math.Sin(a.V), Math.Cos(a.V));
            public static Dual Cos(Dual a) => Of(a, Math.Cos(a.V), -Math.Sin(a.V));
            public static Dual Tan(Dual a) => Of(a, Math.Tan(a.V), 1 + Math.Tan(a.V) * Math.Tan(a.V));
            public static Dual Asin(Dual a) => Of(a, Math.Asin(a.V), 1 / Math.Sqrt(1 - a.V * a.V));
            public static Dual Acos(Dual a) => Of(a, Math.Acos(a.V), -1 / Math.Sqrt(1 - a.V * a.V));
            public static Dual Atan(Dual a) => Of(a, Math.Atan(a.V), 1 / (1 + a.V * a.V));
            public static Dual Sinh(Dual a) => Of(a, Math.Sinh(a.V), Math.Cosh(a.V));
            public static Dual Cosh(Dual a) => Of(a, Math.Cosh(a.V), Math.Sinh(a.V));
            public static Dual Tanh(Dual a) => Of(a, Math.Tanh(a.V), 1 - Math.Tanh(a.V) * Math.Tanh(a.V));
            public static Dual Pow(Dual a, Dual b)
            {
                double v = Math.Pow(a.V, b.V);
                double d = (a.D == 0 || b.V == 0 ? 0 : a.D * b.V * Math.Pow(a.V, b.V - 1)) + (b.D == 0 ? 0 : b.D * v * Math.Log(a.V));
                return Singular(v, d, Tape.Step(a, b.V * Math.Pow(a.V, b.V - 1), b, v * Math.Log(a.V)));
            }
            public static Dual Sigmoid(Dual a) { double s = 1 / (1 + Math.Exp(-a.V)); return Of(a, s, s * (1 - s)); }
            public static Dual Relu(Dual a) => Max(a, 0);
            public static Dual Linear(Dual a) => a;
            public static Dual Step(Dual a) => Differ(a, 0) && a.V >= 0 ? 1 : 0;
            public static Dual LeakyRelu(Dual a) => LeakyRelu(a, 0.01);
            public static Dual LeakyRelu(Dual a, Dual slope) => a > 0 ? a : slope * a;
            public static Dual Elu(Dual a) => a > 0 ? a : Exp(a) - 1;
            public static Dual Elu(Dual a, Dual alpha) => a > 0 ? a : alpha * (Exp(a) - 1);
            public static Dual Softplus(Dual a) =>
                Of(a, Math.Max(a.V, 0) + Math.Log(1 + Math.Exp(-Math.Abs(a.V))), 1 / (1 + Math.Exp(-a.V)));
            public static Dual Silu(Dual a) => a * Sigmoid(a);
            /// x times the normal distribution's probability of less.
            public static Dual Gelu(Dual a)
            {
                double v = NeuralGen.Activation.Gelu(a.V);
                return Of(a, v, (a.V == 0 ? 0.5 : v / a.V) + a.V * Math.Exp(-0.5 * a.V * a.V) / Math.Sqrt(2 * Math.PI));
            }
            public static Dual Asinh(Dual a) => Of(a, Math.Asinh(a.V), 1 / Math.Sqrt(a.V * a.V + 1));
            public static Dual Acosh(Dual a) => Of(a, Math.Acosh(a.V), 1 / Math.Sqrt(a.V * a.V - 1));
            public static Dual Atanh(Dual a) => Of(a, Math.Atanh(a.V), 1 / (1 - a.V * a.V));
            public static Dual Atan2(Dual y, Dual x)
            {
                double square = x.V * x.V + y.V * y.V;
                int place = Tape.Step(y, x.V / square, x, -y.V / square);
                return Singular(Math.Atan2(y.V, x.V), (y.D * x.V - x.D * y.V) / square, place);
            }
            public static Dual Max(Dual a, Dual b) { Differ(a, b); return double.IsNaN(a.V) || a.V >= b.V ? a : b; }
            public static Dual Min(Dual a, Dual b) { Differ(a, b); return double.IsNaN(a.V) || a.V <= b.V ? a : b; }
            public static int Max(int a, int b) => Math.Max(a, b);
            public static int Min(int a, int b) => Math.Min(a, b);
            public static Dual Clamp(Dual a, Dual b, Dual c) => Min(Max(a, b), c);
            public static int Clamp(int a, int b, int c) => Math.Clamp(a, b, c);
            public static int Sign(Dual a) { Stepwise(a, 0); return Math.Sign(a.V); }
            public static Dual Floor(Dual a) => Stepwise(a, Math.Floor(a.V));
            public static Dual Ceiling(Dual a) => Stepwise(a, Math.Ceiling(a.V));
            public static Dual Round(Dual a) => Stepwise(a + 0.5, Math.Round(a.V));
            public static Dual Truncate(Dual a) => Stepwise(a, Math.Truncate(a.V));
            public static Dual CopySign(Dual a, Dual b) =>
                (a.V < 0) == (b.V < 0) ? Abs(a) * (a.V < 0 ? -1 : 1) : Abs(a) * (b.V < 0 ? -1 : 1);
            public static Dual FusedMultiplyAdd(Dual a, Dual b, Dual c) => a * b + c;
        }

        """;
}
