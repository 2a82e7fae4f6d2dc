using Compounds.Claims;
using Compounds.Fusion;

namespace Compounds.Assessments;

/// <summary>The reported points that agree within their precision and have, together, the most support.</summary>
internal static class PlaceGroup
{
    /// <summary>
    /// So many of the best supported points are tried as the middle of the group: all of them, but for a subject that everybody reports on.
    /// To compare each of its thousands of points with each other took a second.
    /// </summary>
    private const int MaxMiddles = 256;

    /// <summary>The members of the best group, in the order given. Of groups with equal support, that round the more exact point wins, then that round the first code.</summary>
    /// <param name="points">At least one.</param>
    public static Member[] Best(Member[] points)
    {
        var middles = points.Length <= MaxMiddles ? points : [.. points.OrderByDescending(static point => point.Nats).ThenBy(static point => point.Point.PrecisionKilometres).ThenBy(static point => point.Value.Value, StringComparer.Ordinal).Take(MaxMiddles)];
        var (best, most) = (middles[0], double.NegativeInfinity);
        foreach (var middle in middles)
        {
            var support = 0.0;
            foreach (var point in points)
            {
                if (middle.AgreesWith(point))
                    support += point.Nats;
            }

            if (support > most || (support.Equals(most) && middle.IsBefore(best)))
                (best, most) = (middle, support);
        }

        return [.. points.Where(best.AgreesWith)];
    }

    /// <summary>One reported point.</summary>
    internal sealed class Member
    {
        // On a ball of radius 1; the square of the chord between two of them tells their distance without a sine for each pair.
        private readonly double _x, _y, _z, _reach;

        /// <param name="point">The point.</param>
        /// <param name="value">What speaks for it, under the code that tells it from others.</param>
        public Member(PointValue point, ValueAssessment value)
        {
            (Point, Value) = (point, value);
            var (sinLatitude, cosLatitude) = Math.SinCos(point.Latitude * Math.PI / 180);
            var (sinLongitude, cosLongitude) = Math.SinCos(point.Longitude * Math.PI / 180);
            (_x, _y, _z) = (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
            var chord = 2 * Math.Sin(point.PrecisionKilometres / (2 * PlaceSlot.EarthKilometres));
            _reach = chord * chord;
        }

        public PointValue Point { get; }

        public ValueAssessment Value { get; }

        public double Nats => Value.ForNats;

        public bool AgreesWith(Member other)
        {
            var (x, y, z) = (_x - other._x, _y - other._y, _z - other._z);
            return (x * x) + (y * y) + (z * z) <= Math.Max(_reach, other._reach);
        }

        public bool IsBefore(Member other) => Point.PrecisionKilometres.CompareTo(other.Point.PrecisionKilometres) is var byPrecision && byPrecision != 0
            ? byPrecision < 0
            : string.CompareOrdinal(Value.Value, other.Value.Value) < 0;
    }
}
