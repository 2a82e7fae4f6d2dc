using Compounds.Claims;
using Compounds.Fusion;

namespace Compounds.Assessments;

/// <summary>The reported points that agree within their precision and have, together, the most support.</summary>
/// <remarks>
/// Whoever gives one place in many digits, and outlets that copy one origin, weigh once: the most that any of their points in the group weighs. That is
/// less than they weigh when fused as one value, but for many points it is found in a moment, and no number of copies wins a place by it.
/// </remarks>
internal static class PlaceGroup
{
    /// <summary>
    /// So many points are tried as the middle of the group: all of them, but for a subject that everybody reports on. To compare each of its thousands
    /// of points with each other took a second.
    /// </summary>
    private const int MaxMiddles = 256;

    /// <summary>The members of the best group, in the order given. Of groups with equal support, that round the more exact point wins, then that round the first code.</summary>
    /// <param name="points">At least one.</param>
    public static Member[] Best(Member[] points)
    {
        var weights = new Weights(points);
        var middles = points.Length <= MaxMiddles ? points : Foremost(points);
        var (best, most) = (middles[0], double.NegativeInfinity);
        foreach (var middle in middles)
        {
            var support = weights.Round(middle);
            if (support > most || (support.Equals(most) && middle.IsBefore(best)))
                (best, most) = (middle, support);
        }

        return [.. points.Where(best.AgreesWith)];
    }

    /// <summary>The best supported points of each giver in turn, so that one that gives very many cannot keep the others out.</summary>
    private static Member[] Foremost(Member[] points) =>
        [.. points.OrderByDescending(static point => point.Nats).ThenBy(static point => point.Point.PrecisionKilometres).ThenBy(static point => point.Value.Value, StringComparer.Ordinal)
            .GroupBy(static point => point.Givers[0]).SelectMany(static giver => giver.Select(static (point, rank) => (Point: point, Rank: rank)))
            .OrderBy(static each => each.Rank).Take(MaxMiddles).Select(static each => each.Point)];

    /// <summary>What the points that agree with one weigh together.</summary>
    private sealed class Weights(Member[] points)
    {
        private readonly (Member Middle, double Nats)[] _most = new (Member, double)[1 + points.Max(static point => point.Givers.Max())];

        public double Round(Member middle)
        {
            var sum = 0.0;
            foreach (var point in points)
            {
                if (!middle.AgreesWith(point))
                    continue;
                var share = point.Nats / point.Givers.Length;
                foreach (var giver in point.Givers)
                {
                    ref var most = ref _most[giver];
                    if (most.Middle != middle)
                        most = (middle, 0);
                    if (share <= most.Nats)
                        continue;
                    sum += share - most.Nats;
                    most.Nats = share;
                }
            }

            return sum;
        }
    }

    /// <summary>One reported point.</summary>
    internal sealed class Member
    {
        // On a ball of radius 1; the square of the chord between two of them tells their distance without a sine for each pair.
        private readonly double _x, _y, _z, _reach;

        /// <param name="point">The point.</param>
        /// <param name="value">What speaks for it, under the code that tells it from others.</param>
        /// <param name="givers">The numbers of those who give it (see <see cref="PlaceGivers"/>), at least one.</param>
        public Member(PointValue point, ValueAssessment value, int[] givers)
        {
            (Point, Value, Givers) = (point, value, givers);
            var (sinLatitude, cosLatitude) = Math.SinCos(point.Latitude * Math.PI / 180);
            var (sinLongitude, cosLongitude) = Math.SinCos(point.Longitude * Math.PI / 180);
            (_x, _y, _z) = (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
            var chord = 2 * Math.Sin(point.PrecisionKilometres / (2 * PlaceSlot.EarthKilometres));
            _reach = chord * chord;
        }

        public PointValue Point { get; }

        public ValueAssessment Value { get; }

        public int[] Givers { get; }

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
