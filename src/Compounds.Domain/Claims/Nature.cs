using System.Text.Json.Serialization;

namespace Compounds.Claims;

/// <summary>How a fact relates to time.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Nature>))]
public enum Nature
{
    /// <summary>Happened on a day or over a period and was counted; never ages.</summary>
    [JsonStringEnumMemberName("event")]
    Event,

    /// <summary>Holds until it is ended, such as a country or an owner; reaches back until a claim says since when.</summary>
    [JsonStringEnumMemberName("standing")]
    Standing,

    /// <summary>Can change at any time, such as a status or a headcount; evidence about it ages.</summary>
    [JsonStringEnumMemberName("state")]
    State,
}

/// <summary>How exact a plain number is when its claim does not say.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Figures>))]
public enum Figures
{
    /// <summary>An estimate: about a factor of 1.4 either way.</summary>
    [JsonStringEnumMemberName("estimated")]
    Estimated,

    /// <summary>A count: as exact as its last digit that is not a trailing zero.</summary>
    [JsonStringEnumMemberName("counted")]
    Counted,
}
