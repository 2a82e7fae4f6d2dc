using System.Globalization;
using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>What each grade weighs: <c>K·ln(p/(1−p))</c>, rounded to whole micro-nats.</summary>
/// <remarks>One joint table, because letter and digit are correlated in practice and must not multiply as independent odds.</remarks>
public sealed class GradeTable
{
    private readonly double[] _nats = new double[Grade.Count];
    private readonly double[] _credences = new double[Grade.Count];

    /// <summary>Computes the table.</summary>
    /// <exception cref="ArgumentException">A grade would weigh nothing or less.</exception>
    public GradeTable(FusionConstants constants)
    {
        foreach (var reliability in Enum.GetValues<Reliability>())
        {
            var p = constants.Reliability.Value[reliability.ToString()];
            foreach (var credibility in Enum.GetValues<Credibility>())
            {
                var share = constants.Credibility.Value[((int)credibility).ToString(CultureInfo.InvariantCulture)];
                var index = new Grade(reliability, credibility).Index;
                _nats[index] = Math.Round(share * Math.Log(p / (1 - p)) * 1e6) / 1e6;
                if (!(_nats[index] > 0 && double.IsFinite(_nats[index])))
                    throw new ArgumentException($"Grade {reliability}{(int)credibility} must weigh more than nothing.", nameof(constants));
                _credences[index] = Math.Tanh(_nats[index] / 2);
            }
        }
    }

    /// <summary>The weight in nats (natural logarithm of the odds).</summary>
    public double Nats(Grade grade) => _nats[grade.Index];

    /// <summary>The weight in decibans (ten times the common logarithm of the odds).</summary>
    public double Decibans(Grade grade) => ToDecibans(_nats[grade.Index]);

    /// <summary>The probability that one fresh report of this grade makes out of even odds.</summary>
    public double Probability(Grade grade) => 1 / (1 + Math.Exp(-_nats[grade.Index]));

    /// <summary>The credence by the place of a grade in the table.</summary>
    internal double Credence(int index) => _credences[index];

    /// <summary>The credence that a report of this grade is right at all, <c>tanh(nats/2) = 2·probability − 1</c>.</summary>
    internal double Credence(Grade grade) => _credences[grade.Index];

    internal static double ToDecibans(double nats) => 10 / Math.Log(10) * nats;
}
