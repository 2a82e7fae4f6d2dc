namespace Compounds.Server.Intake;
internal static class CsvIntake { public static Task RunAsync(Stream b, System.IO.Pipelines.PipeWriter a, Filing f, Compounds.Exchange.Intake.FilingContext c, bool w, CancellationToken t) => Task.FromException(new NotSupportedException()); }
