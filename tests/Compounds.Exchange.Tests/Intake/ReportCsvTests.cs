namespace Compounds.Exchange.Tests.Intake;

public class ReportCsvTests
{
}
