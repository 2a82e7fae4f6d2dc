using Compounds.Readers;

namespace Compounds.Reports;

/// <summary>The index in the image of its shard: some 5 bytes a filing, because each is written as its distance from the one before.</summary>
public sealed partial class FilingIndex
{
    internal void WriteTo(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_shelves.Count);
        foreach (var shelf in _shelves.Values)
        {
            writer.Write7BitEncodedInt((int)shelf.Handling.Tlp);
            writer.Write7BitEncodedInt((int)shelf.Handling.Pap);
            writer.Write7BitEncodedInt(shelf.Handling.Audience.Count);
            foreach (var agency in shelf.Handling.Audience)
                writer.Write(agency);
            writer.Write7BitEncodedInt(shelf.Places.Count);
            var last = default(FilingPlace);
            foreach (var place in shelf.Places)
            {
                writer.Write7BitEncodedInt64(place.Version - last.Version);
                writer.Write7BitEncodedInt64(place.Ticks - last.Ticks);
                last = place;
            }
        }

        writer.Write7BitEncodedInt(_earlier.Count);
        foreach (var (version, earlier) in _earlier)
        {
            writer.Write7BitEncodedInt64(version);
            writer.Write7BitEncodedInt64(earlier);
        }
    }

    internal void ReadFrom(BinaryReader reader)
    {
        for (var shelves = reader.Read7BitEncodedInt(); shelves > 0; shelves--)
        {
            var (tlp, pap) = ((Tlp)reader.Read7BitEncodedInt(), (Pap)reader.Read7BitEncodedInt());
            var audience = new string[reader.Read7BitEncodedInt()];
            for (var i = 0; i < audience.Length; i++)
                audience[i] = reader.ReadString();
            var places = new List<FilingPlace>();
            var last = default(FilingPlace);
            for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            {
                last = new FilingPlace(last.Version + reader.Read7BitEncodedInt64(), last.Ticks + reader.Read7BitEncodedInt64());
                places.Add(last);
            }

            var handling = new Handling(tlp, pap, audience);
            _shelves.Add(handling.VisibilityTag(), new Shelf(handling, places));
        }

        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var (version, earlier) = (reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
            (_earlier[version], _later[earlier]) = (earlier, version);
        }
    }
}
