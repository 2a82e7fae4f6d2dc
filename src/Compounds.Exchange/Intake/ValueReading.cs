using System.Text.Json;
using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Exchange.Intake;

/// <summary>Reads the value of a claim in the form of its attribute; null when it told a problem.</summary>
internal static class ValueReading
{
    private static readonly PropertySet s_aliasProperties = new("name", "language");

    /// <summary>Reads the value of a draft.</summary>
    public static ClaimValue? Read(in ClaimDraft draft, KnownAttribute known, SubjectReference subject, Problems problems, in Where claim)
    {
        var where = claim.At("/value");
        var reader = new Utf8JsonReader(draft.Value);
        reader.Read();
        switch (known.Rule.Form)
        {
            case ValueForm.Category:
                return ReadCategory(ref reader, known, subject, problems, where);
            case ValueForm.Label:
                return IsText(ref reader, known.Rule, problems, where) && TextReading.Name(ref reader, problems, where, ReportLimits.Label) is { } label
                    ? new LabelValue(label) : null;
            case ValueForm.Entity:
                return ReadEntity(ref reader, known.Rule, subject, problems, where);
            case ValueForm.Alias:
                return ReadAlias(ref reader, subject, problems, where);
            case ValueForm.Point:
                return PointReading.Read(ref reader, problems, where);
            default:
                return QuantityReading.Read(ref reader, draft, known.Rule, problems, claim);
        }
    }

    private static CategoryValue? ReadCategory(ref Utf8JsonReader reader, KnownAttribute known, SubjectReference subject, Problems problems, in Where where)
    {
        if (!IsText(ref reader, known.Rule, problems, where))
            return null;
        foreach (var code in known.Codes)
        {
            if (reader.ValueTextEquals(code))
                return new CategoryValue(code);
        }

        var text = reader.GetString()!;
        if (subject.Kind == SubjectKind.Operator && NaturalPersons.IsKind(text))
            problems.Add(RefusalCodes.NaturalPerson, where, NaturalPersons.OperatorSentence);
        else if (known.Rule.RetiredCodes is { } retired && retired.TryGetValue(text, out var successor))
            problems.Add(RefusalCodes.RetiredCode, where, $"{known.Rule.Name} no longer takes {Quoted.Text(text)}; say it with {successor}.");
        else
            problems.Add(RefusalCodes.UnknownCode, where, $"{known.Rule.Name} has no code {Quoted.Text(text)}; give one of {Quoted.List(known.Codes)}.");
        return null;
    }

    private static EntityValue? ReadEntity(ref Utf8JsonReader reader, AttributeRule rule, SubjectReference subject, Problems problems, in Where where)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.StartObject))
        {
            WrongForm(problems, where, $$"""{{rule.Name}} names another subject: give {"kind":...,"name":...} or an id.""");
            return null;
        }

        return SubjectReading.Read(ref reader, problems, where) is { } other && ClaimRules.CanRelate(subject, other, rule, problems, where)
            ? new EntityValue(other) : null;
    }

    private static AliasValue? ReadAlias(ref Utf8JsonReader reader, SubjectReference subject, Problems problems, in Where where)
    {
        string? name = null, language = null;
        var inner = where;
        var isSound = true;
        if (reader.TokenType == JsonTokenType.String)
        {
            name = TextReading.Name(ref reader, problems, where, SubjectName.MaxLength);
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            inner = where.In("name");
            uint seen = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var property = s_aliasProperties.Next(ref reader, ref seen, problems, where);
                if (property == 0)
                    name = TextReading.Name(ref reader, problems, inner, SubjectName.MaxLength);
                else if (property == 1)
                    isSound = (language = TextReading.Language(ref reader, problems, where.In("language"))) is not null;
            }

            if ((seen & 1) == 0)
                problems.Add(RefusalCodes.MissingProperty, inner, "An alias needs its name.");
        }
        else
        {
            WrongForm(problems, where, """An alias is a name: give it as a text or as {"name":...,"language":...}.""");
        }

        return name is not null && isSound && SubjectReading.IsOrganisation(subject.Kind, name, problems, inner) ? new AliasValue(name, language) : null;
    }

    private static bool IsText(ref Utf8JsonReader reader, AttributeRule rule, Problems problems, in Where where)
    {
        if (reader.TokenType == JsonTokenType.String)
            return true;
        WrongForm(problems, where, $"{rule.Name} is told by a text in quotation marks.");
        return false;
    }

    /// <summary>Tells that the value has another form than its attribute asks for.</summary>
    public static void WrongForm(Problems problems, in Where where, string message) => problems.Add(RefusalCodes.WrongValueForm, where, message);
}
