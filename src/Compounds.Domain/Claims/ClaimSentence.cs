using System.Text;
using Compounds.Subjects;

namespace Compounds.Claims;

/// <summary>
/// One claim in plain English, for example "Incidents, people counted (arrest): 260 people, on 12 February 2025". Dashboard, API and
/// documents all take their words from here. The sentence leaves out the subject, which the page or the heading names.
/// </summary>
public static class ClaimSentence
{
    /// <summary>The words of a claim: no codes, no ids, no units of the wire format.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="names">The names of other subjects.</param>
    public static string Of(Claim claim, SubjectNames names)
    {
        var sentence = new StringBuilder();
        var value = ValueWords.Of(claim.Value, names);
        var label = LabelOf(claim);
        var dimension = claim.Dimension is { } code ? $" ({CodeWords.Of(code)})" : "";
        if (claim.Value is AliasValue)
            sentence.Append(claim.IsDenied ? "Not called " : "Also called ").Append(value);
        else if (label.EndsWith(" by", StringComparison.Ordinal))
            sentence.Append(claim.IsDenied ? $"Not {char.ToLowerInvariant(label[0])}{label[1..]}" : label).Append(' ').Append(value).Append(dimension);
        else
            sentence.Append(label).Append(dimension).Append(PartyOf(claim, names)).Append(": ").Append(claim.IsDenied ? "not " : "").Append(value);
        ClaimCircumstances.Append(sentence, claim);
        return sentence.ToString();
    }

    /// <summary>The name of the claim's attribute on screen.</summary>
    public static string LabelOf(Claim claim) =>
        AttributeCatalogue.Current.Find(claim.Subject.Kind, claim.Attribute)?.Label ?? CodeWords.OfAttribute(claim.Attribute);

    private static string PartyOf(Claim claim, SubjectNames names) => claim.Party is not { } party ? ""
        : claim.Attribute.StartsWith("supply", StringComparison.Ordinal) ? $" from {names.Of(party)}" : $" with {names.Of(party)}";
}
