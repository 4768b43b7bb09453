using System.Globalization;
using NeuralGen.Generator.Emission;
using NeuralGen.Generator.IR;
using Xunit;

namespace NeuralGen.Generator.Tests.Emission;

public class LiteralTests
{
    [Theory]
    [InlineData(0.5, "0.5f")]
    [InlineData(0.1f, "0.1f")]
    [InlineData(2, "2f")]
    [InlineData(-0.0, "-0f")]
    [InlineData(float.MaxValue, "3.40282347E+38f")]
    [InlineData(float.MinValue, "-3.40282347E+38f")]
    [InlineData(float.Epsilon, "1.40130E-45f")]
    [InlineData(float.NegativeInfinity, "float.NegativeInfinity")]
    [InlineData(double.NaN, "float.NaN")]
    public void Floats(double value, string text)
    {
        string literal = Literals.Number(value, ScalarType.Float);
        if (value is float.Epsilon)
        {
            Assert.Equal(float.Epsilon, float.Parse(literal.TrimEnd('f'), CultureInfo.InvariantCulture));
            return;
        }

        Assert.Equal(text, literal);
    }

    [Theory]
    [InlineData(2, "2.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e100, "1E+100")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    [InlineData(1.0 / 3, "0.33333333333333331")]
    public void Doubles(double value, string text)
    {
        string literal = Literals.Number(value, ScalarType.Double);
        Assert.Equal(value, double.Parse(literal, CultureInfo.InvariantCulture));
        if (value != 1.0 / 3)
        {
            Assert.Equal(text, literal);
        }
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;
            Assert.Equal("-1.5f", Literals.Number(-1.5, ScalarType.Float));
            Assert.Equal("-7", Literals.Number(-7, ScalarType.Long));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
