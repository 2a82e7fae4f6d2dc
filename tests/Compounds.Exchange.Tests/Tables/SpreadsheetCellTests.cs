using Compounds.Exchange.Tables;
using CsCheck;

namespace Compounds.Exchange.Tests.Tables;

public class SpreadsheetCellTests
{
    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+66 81 234 5678", "'+66 81 234 5678")]
    [InlineData("-1+2", "'-1+2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("'=1", "''=1")]
    [InlineData("-12", "-12")]
    [InlineData("-16.627", "-16.627")]
    [InlineData("-1.5e-3", "-1.5e-3")]
    [InlineData("KK Park", "KK Park")]
    [InlineData("'tis", "'tis")]
    [InlineData("", "")]
    public void A_spreadsheet_computes_no_cell_and_numbers_stay_numbers(string text, string cell) => Assert.Equal(cell, SpreadsheetCell.Defuse(text));

    [Fact]
    public void What_is_written_is_what_is_read_and_is_no_formula() => Gen.OneOf(Gen.String, Gen.Char["'=+-@\t\r1a"].Array[0, 6].Select(static letters => new string(letters)))
        .Sample(static text => SpreadsheetCell.Restore(SpreadsheetCell.Defuse(text)) == text && SpreadsheetCell.Defuse(text) is not ['=' or '+' or '@' or '\t' or '\r', ..]);
}
