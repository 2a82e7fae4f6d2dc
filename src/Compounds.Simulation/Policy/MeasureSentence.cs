namespace Compounds.Simulation.Policy;

/// <summary>A measure in a sentence.</summary>
public static class MeasureSentence
{
    /// <summary>The sentence of a measure, for example <c>Power through F1 is cut by 100 % from hour 24 to the end.</c></summary>
    /// <param name="measure">The measure.</param>
    public static string Of(Measure measure)
    {
        var until = measure.To is { } to ? $"to hour {PlainNumber.Of(to)}" : "to the end";
        var depth = measure.Depth.IsFixed ? PlainNumber.Percent(measure.Depth.Median) : $"{PlainNumber.Percent(measure.Depth.At(0.5))} ({PlainNumber.Percent(measure.Depth.At(0.1))} to {PlainNumber.Percent(measure.Depth.At(0.9))})";
        return $"{What(measure)} by {depth} from hour {PlainNumber.Of(measure.From)} {until}.";
    }

    private static string What(Measure measure) => measure.Kind switch
    {
        MeasureKind.CutPower => $"Power through {measure.Target} is cut",
        MeasureKind.Derate => $"The capacity of {measure.Target} is lowered",
        MeasureKind.Restore => $"Earlier measures on {measure.Target} are lifted",
        MeasureKind.FuelBan => $"Fuel through {measure.Target} is stopped",
        MeasureKind.TelecomCut => $"Telecom through {measure.Target} is cut",
        MeasureKind.StarlinkBlock => $"Satellite terminals at {measure.Target} are blocked",
        MeasureKind.CrossingClosure => $"{measure.Target} is closed to fuel and people",
        _ => $"Payments through {measure.Target} are frozen",
    };
}
