using System.Text.Json;
using Compounds.Subjects;

namespace Compounds.Exchange.Intake;

/// <summary>Reads references to subjects: an id, or kind and name with an optional place.</summary>
internal static class SubjectReading
{
    private const int Kind = 0;
    private const int Id = 1;
    private const int Name = 2;
    private const int Place = 3;
    private static readonly PropertySet s_properties = new("kind", "id", "name", "place");

    /// <summary>Reads a reference; null when it told a problem.</summary>
    public static SubjectReference? Read(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (reader.TokenType == JsonTokenType.String)
            return ReadId(ref reader, problems, where) is { } id ? new SubjectReference(id.Kind(), id, null, null) : null;
        if (reader.TokenType == JsonTokenType.StartObject)
            return ReadObject(ref reader, problems, where);
        TextReading.WrongType(ref reader, problems, where, """{"kind":"compound","name":"KK Park"} or an id such as "compound:kk-park" """.TrimEnd());
        return null;
    }

    private static SubjectReference? ReadObject(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        SubjectKind? kind = null;
        SubjectId? id = null;
        string? name = null, place = null;
        var isSound = true;
        uint seen = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var property = s_properties.Next(ref reader, ref seen, problems, where);
            if (property < 0)
                continue;
            var inner = where.In(s_properties[property]);
            switch (property)
            {
                case Kind:
                    kind = ReadKind(ref reader, problems, inner);
                    isSound &= kind is not null;
                    break;
                case Id:
                    id = ReadId(ref reader, problems, inner);
                    isSound &= id is not null;
                    break;
                case Name:
                    name = TextReading.Name(ref reader, problems, inner, SubjectName.MaxLength);
                    isSound &= name is not null;
                    break;
                case Place:
                    place = TextReading.Name(ref reader, problems, inner, ReportLimits.Label);
                    isSound &= place is not null;
                    break;
            }
        }

        return isSound ? Compose(kind, id, name, place, problems, where) : null;
    }

    private static SubjectReference? Compose(SubjectKind? kind, SubjectId? id, string? name, string? place, Problems problems, in Where where)
    {
        if (id is { } known)
        {
            if (kind is { } told && told != known.Kind())
            {
                problems.Add(RefusalCodes.KindMismatch, where.In("kind"), $"The id says {known.Kind().Text()}; leave \"kind\" out or correct the id.");
                return null;
            }

            kind = known.Kind();
        }
        else if (kind is null || name is null)
        {
            problems.Add(RefusalCodes.MissingProperty, where.In(kind is null ? "kind" : "name"), "A subject needs its id, or its kind and name.");
            return null;
        }

        return name is null || IsOrganisation(kind.Value, name, problems, where.In("name")) ? new SubjectReference(kind.Value, id, name, place) : null;
    }

    /// <summary>Whether the name can be that of a subject of this kind; when it is a person's, tells so.</summary>
    public static bool IsOrganisation(SubjectKind kind, string name, Problems problems, in Where where)
    {
        if (kind != SubjectKind.Operator || !NaturalPersons.IsPersonName(name))
            return true;
        problems.Add(RefusalCodes.NaturalPerson, where, NaturalPersons.OperatorSentence);
        return false;
    }

    private static SubjectKind? ReadKind(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!TextReading.IsText(ref reader, problems, where))
            return null;
        foreach (var each in SubjectKinds.All)
        {
            if (reader.ValueTextEquals(each.Text()))
                return each;
        }

        var text = reader.GetString()!;
        if (NaturalPersons.IsKind(text))
            problems.Add(RefusalCodes.NaturalPerson, where, NaturalPersons.KindSentence);
        else
            problems.Add(RefusalCodes.UnknownKind, where, $"There is no kind {Quoted.Text(text)}; the kinds are {Quoted.List(SubjectKinds.All.Select(static each => each.Text()))}.");
        return null;
    }

    private static SubjectId? ReadId(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!TextReading.IsText(ref reader, problems, where))
            return null;
        var text = reader.GetString()!;
        if (SubjectId.TryParse(text, out var id))
            return id;
        problems.Add(RefusalCodes.BadSubjectId, where, $"{Quoted.Text(text)} is no subject id such as compound:kk-park; when you know only the name, give kind and name.");
        return null;
    }
}
