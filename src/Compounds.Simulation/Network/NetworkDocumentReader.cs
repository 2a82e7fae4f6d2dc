using System.Collections.Immutable;
using System.Text.Json;

namespace Compounds.Simulation;

/// <summary>Turns the elements of a document into definitions, noting every field that does not fit.</summary>
internal sealed class NetworkDocumentReader(List<NetworkProblem> problems)
{
    public (List<NodeDefinition> Nodes, List<EdgeDefinition> Edges) Read(JsonElement root)
    {
        var nodes = new List<NodeDefinition>();
        var edges = new List<EdgeDefinition>();
        if (root.ValueKind != JsonValueKind.Object)
        {
            Refuse("", "malformed", "A network is an object with the lists \"nodes\" and \"edges\".");
            return (nodes, edges);
        }

        foreach (var field in root.EnumerateObject())
        {
            if (field.Name is not ("nodes" or "edges"))
                Refuse($"/{field.Name}", "unknown-field", "A network has the fields \"nodes\" and \"edges\" only.");
            else if (field.Value.ValueKind != JsonValueKind.Array)
                Refuse($"/{field.Name}", "malformed", $"The {field.Name} are a list.");
            else if (field.Name == "nodes")
                nodes.AddRange(field.Value.EnumerateArray().Select((e, i) => ReadNode(e, $"/nodes/{i}")));
            else
                edges.AddRange(field.Value.EnumerateArray().Select((e, i) => ReadEdge(e, $"/edges/{i}")));
        }

        return (nodes, edges);
    }

    private NodeDefinition ReadNode(JsonElement element, string path)
    {
        var type = ReadName<NodeType>(element, "type", path);
        var node = new NodeDefinition(ReadText(element, "id", path), type);
        if (element.ValueKind != JsonValueKind.Object)
            return node;
        foreach (var field in element.EnumerateObject())
        {
            var at = $"{path}/{field.Name}";
            switch (field.Name)
            {
                case "id" or "type":
                    break;
                case "class":
                    node = node with { PriorityClass = ReadWhole(field.Value, at) };
                    break;
                case "needs":
                    node = node with { Needs = ReadKinds(field.Value, at) };
                    break;
                case "profile":
                    node = node with { Profile = ReadNumbers(field.Value, at) };
                    break;
                case "shift":
                    node = node with { Shift = ReadNumbers(field.Value, at) };
                    break;
                case "operator":
                    node = node with { OperatorId = ReadText(element, "operator", path) };
                    break;
                case "place":
                    var place = ReadNumbers(field.Value, at);
                    if (place.Length == 2)
                        node = node with { East = place[0], North = place[1] };
                    else
                        Refuse(at, "malformed", "A place is [km east, km north].");
                    break;
                default:
                    node = ReadParameter(node, field, at);
                    break;
            }
        }

        return node;
    }

    private NodeDefinition ReadParameter(NodeDefinition node, JsonProperty field, string at)
    {
        if (ParameterCatalog.Find(field.Name) is not { } parameter)
        {
            Refuse(at, "unknown-field", $"A node has no {field.Name}; see the list of node parameters.");
            return node;
        }

        if (parameter != NodeParameter.Capacity)
            return QuantityReader.Read(field.Value, ParameterCatalog.Describe(parameter).Unit, at, problems) is { } value ? node.With(parameter, value) : node;

        // The unit of a capacity says which of the kinds a node carries is limited.
        var kind = QuantityReader.UnitOf(field.Value) is { } unit
            ? Enum.GetValues<Kind>().Where(k => Unit.Factor(Unit.Of(k), unit) is not null).Cast<Kind?>().FirstOrDefault() : null;
        var canonical = kind is { } known ? Unit.Of(known) : "kW";
        if (QuantityReader.Read(field.Value, canonical, at, problems) is not { } capacity)
            return node;
        return node.With(parameter, capacity) with { CapacityKind = kind };
    }

    private EdgeDefinition ReadEdge(JsonElement element, string path)
    {
        var kind = ReadName<Kind>(element, "kind", path);
        var edge = new EdgeDefinition(ReadText(element, "from", path), ReadText(element, "to", path), kind);
        if (element.ValueKind != JsonValueKind.Object)
            return edge;
        foreach (var field in element.EnumerateObject())
        {
            var at = $"{path}/{field.Name}";
            switch (field.Name)
            {
                case "from" or "to" or "kind":
                    break;
                case "id":
                    edge = edge with { Id = ReadText(element, "id", path) };
                    break;
                case "rank":
                    edge = edge with { Rank = ReadWhole(field.Value, at) };
                    break;
                case "capacity":
                    edge = edge with { Capacity = QuantityReader.Read(field.Value, Unit.Of(kind), at, problems) };
                    break;
                case "loss":
                    edge = edge with { Loss = QuantityReader.Read(field.Value, "fraction", at, problems) };
                    break;
                case "delay":
                    edge = edge with { Delay = QuantityReader.Read(field.Value, "h", at, problems) };
                    break;
                case "exists":
                    edge = edge with { Exists = ReadNumber(field.Value, at) };
                    break;
                case "otherwise" when field.Value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                    edge = edge with { Otherwise = field.Value.GetBoolean() };
                    break;
                default:
                    Refuse(at, "unknown-field", $"An edge has no {field.Name}; it has from, to, kind, id, rank, capacity, loss, delay, exists, otherwise (true or false).");
                    break;
            }
        }

        return edge;
    }

    private void Refuse(string path, string code, string message) => problems.Add(new(path, code, message));

    private string ReadText(JsonElement element, string name, string path)
    {
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            return text;
        Refuse($"{path}/{name}", "missing", $"\"{name}\" is a text that is not empty.");
        return "";
    }

    private TName ReadName<TName>(JsonElement element, string name, string path)
        where TName : struct, Enum
    {
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && Enum.GetNames<TName>().Contains(value.GetString(), StringComparer.Ordinal))
        {
            return Enum.Parse<TName>(value.GetString()!);
        }

        Refuse($"{path}/{name}", "unknown-name", $"\"{name}\" is one of {string.Join(", ", Enum.GetNames<TName>())}.");
        return default;
    }

    private double ReadNumber(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetDouble();
        Refuse(path, "malformed", "This is a number.");
        return 0;
    }

    private int ReadWhole(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var whole))
            return whole;
        Refuse(path, "malformed", "This is a whole number.");
        return 1;
    }

    private ImmutableArray<double> ReadNumbers(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Number))
            return [.. value.EnumerateArray().Select(e => e.GetDouble())];
        Refuse(path, "malformed", "This is a list of numbers.");
        return [];
    }

    private ImmutableArray<Kind> ReadKinds(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String && Enum.GetNames<Kind>().Contains(e.GetString(), StringComparer.Ordinal)))
        {
            return [.. value.EnumerateArray().Select(e => Enum.Parse<Kind>(e.GetString()!))];
        }

        Refuse(path, "unknown-name", $"The needs are a list of {string.Join(", ", Enum.GetNames<Kind>())}.");
        return [];
    }
}
