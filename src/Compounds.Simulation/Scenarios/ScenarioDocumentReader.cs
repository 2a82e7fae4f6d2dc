using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Compounds.Simulation;

/// <summary>Turns the elements of a document into a scenario, noting every field that does not fit.</summary>
internal sealed class ScenarioDocumentReader
{
    private static readonly string[] s_needed = ["target", "kind", "from"];

    private readonly List<NetworkProblem> _problems = [];

    public ScenarioReading Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return ScenarioReading.Refused([new("", "malformed", "A scenario is an object with a \"network\" and \"measures\".")]);
        var reading = new ScenarioReading("", new Scenario(), null, null, []);
        foreach (var field in root.EnumerateObject())
            reading = ReadField(reading, field, $"/{field.Name}");
        if (reading is { Network: null, NetworkFile: null } && !_problems.Any(static p => p.Path == "/network"))
            Refuse("/network", "missing", "\"network\" is the name of a file or an object with \"nodes\" and \"edges\".");
        return _problems.Count == 0 ? reading : ScenarioReading.Refused([.. _problems]);
    }

    private ScenarioReading ReadField(ScenarioReading reading, JsonProperty field, string at)
    {
        var (value, scenario) = (field.Value, reading.Scenario);
        switch (field.Name)
        {
            case "title":
                return reading with { Title = Text(value, at) };
            case "network" when value.ValueKind == JsonValueKind.Object:
                return reading with { Network = Encoding.UTF8.GetBytes(value.GetRawText()) };
            case "network":
                return reading with { NetworkFile = Text(value, at) };
            case "measures":
                return reading with { Scenario = scenario with { Measures = Measures(value, at) } };
            case "horizon":
                return reading with { Scenario = scenario with { Horizon = Whole(value, at) } };
            case "samples":
                return reading with { Scenario = scenario with { Samples = Whole(value, at) } };
            case "seed":
                return reading with { Scenario = scenario with { Seed = Seed(value, at) } };
            case "tolerance":
                return reading with { Scenario = scenario with { Tolerance = Number(value, at) } };
            case "rationing":
                return reading with { Scenario = scenario with { Policy = Name<RationingPolicy>(value, at) } };
            case "displacement":
                return reading with { Scenario = scenario with { Displacement = YesNo(value, at) ? DisplacementRule.Default : null } };
            default:
                Refuse(at, "unknown-field", $"A scenario has no {field.Name}; it has title, network, measures, horizon, samples, seed, tolerance, rationing, displacement.");
                return reading;
        }
    }

    private ImmutableArray<Measure> Measures(JsonElement list, string at)
    {
        if (list.ValueKind == JsonValueKind.Array)
            return [.. list.EnumerateArray().Select((e, i) => ReadMeasure(e, $"{at}/{i}"))];
        Refuse(at, "malformed", "The measures are a list.");
        return [];
    }

    private Measure ReadMeasure(JsonElement element, string path)
    {
        var measure = new Measure("", MeasureKind.Derate, 0);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Refuse(path, "malformed", "A measure is an object with target, kind, from and perhaps to and depth.");
            return measure;
        }

        foreach (var missing in s_needed.Where(name => !element.TryGetProperty(name, out _)))
            Refuse($"{path}/{missing}", "missing", $"A measure has a {missing}.");
        foreach (var field in element.EnumerateObject())
        {
            var at = $"{path}/{field.Name}";
            switch (field.Name)
            {
                case "target":
                    measure = measure with { Target = Text(field.Value, at) };
                    break;
                case "kind":
                    measure = measure with { Kind = Name<MeasureKind>(field.Value, at) };
                    break;
                case "from":
                    measure = measure with { From = Whole(field.Value, at) };
                    break;
                case "to" when field.Value.ValueKind == JsonValueKind.Null:
                    break;
                case "to":
                    measure = measure with { To = Whole(field.Value, at) };
                    break;
                case "depth":
                    measure = measure with { Depth = QuantityReader.Read(field.Value, "fraction", at, _problems) ?? measure.Depth };
                    break;
                default:
                    Refuse(at, "unknown-field", $"A measure has no {field.Name}; it has target, kind, from, to, depth.");
                    break;
            }
        }

        return measure;
    }

    private void Refuse(string path, string code, string message) => _problems.Add(new(path, code, message));

    private string Text(JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            return text;
        Refuse(at, "malformed", "This is a text that is not empty.");
        return "";
    }

    private TName Name<TName>(JsonElement value, string at)
        where TName : struct, Enum
    {
        if (value.ValueKind == JsonValueKind.String
            && Enum.GetNames<TName>().FirstOrDefault(n => n.Equals(value.GetString(), StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            return Enum.Parse<TName>(name);
        }

        Refuse(at, "unknown-name", $"This is one of {string.Join(", ", Enum.GetNames<TName>())}.");
        return default;
    }

    private double Number(JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetDouble();
        Refuse(at, "malformed", "This is a number.");
        return 0;
    }

    private int Whole(JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var whole))
            return whole;
        Refuse(at, "malformed", "This is a whole number.");
        return 1;
    }

    private ulong Seed(JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var seed))
            return seed;
        Refuse(at, "malformed", "A seed is a whole number, at least 0.");
        return 0;
    }

    private bool YesNo(JsonElement value, string at)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Refuse(at, "malformed", "This is true or false.");
        return false;
    }
}
