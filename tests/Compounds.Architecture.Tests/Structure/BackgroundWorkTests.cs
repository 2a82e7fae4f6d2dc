using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compounds.Architecture.Tests.Structure;

/// <summary>Work that nobody awaits fails unseen and never ends: in grains and server each piece has an owner that does.</summary>
public sealed class BackgroundWorkTests
{
    [Fact]
    public void Every_task_in_grains_and_server_has_an_owner() =>
        Assert.Empty(Repository.Files(".cs", "src/Compounds.Grains", "src/Compounds.Server").SelectMany(static file => FindIn(File.ReadAllText(file)).Select(line => $"{Repository.NameOf(file)}:{line}")));

    [Theory]
    [InlineData("void M() { _ = WorkAsync(); }", true)]
    [InlineData("void M() { _ = this.WorkAsync().ConfigureAwait(false); }", true)]
    [InlineData("void M() { WorkAsync(); }", true)]
    [InlineData("async void M() { await WorkAsync(); }", true)]
    [InlineData("void M() { Task.Run(Work); }", true)]
    [InlineData("void M() { var run = Task.Run(Work); }", true)]
    [InlineData("void M() { WorkAsync().ContinueWith(static _ => 0); }", true)]
    [InlineData("async Task M() { await WorkAsync(); }", false)]
    [InlineData("async Task M() { await Task.Run(Work); }", false)]
    [InlineData("async Task M() { _ = await WorkAsync(); Take(await WorkAsync()); }", false)]
    [InlineData("Task M() => WorkAsync();", false)]
    [InlineData("void M() { _work = WorkAsync(); }", false)]
    [InlineData("void M() { _ = names.TryGetValue(name, out var found); }", false)]
    public void It_is_found_when_it_has_none(string member, bool isFound) => Assert.Equal(isFound, FindIn($"class C {{ {member} }}").Any());

    private static IEnumerable<int> FindIn(string source) => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().Where(IsOwnerless)
        .Select(static node => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1);

    private static bool IsOwnerless(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => IsAsyncVoid(method.Modifiers, method.ReturnType),
        LocalFunctionStatementSyntax function => IsAsyncVoid(function.Modifiers, function.ReturnType),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.Text: "_" } } discard => MakesTask(discard.Right),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => MakesTask(call),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Run", Expression: IdentifierNameSyntax { Identifier.Text: "Task" } } } run => run.Parent is not AwaitExpressionSyntax,
        _ => false,
    };

    private static bool IsAsyncVoid(SyntaxTokenList modifiers, TypeSyntax type) =>
        modifiers.Any(SyntaxKind.AsyncKeyword) && type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    // By name: whatever makes a task here ends in Async, which the naming rules ask for, or continues one.
    private static bool MakesTask(ExpressionSyntax expression) => expression is InvocationExpressionSyntax call && call.Expression switch
    {
        MemberAccessExpressionSyntax member => IsOfTask(member.Name.Identifier.Text) || MakesTask(member.Expression),
        SimpleNameSyntax name => IsOfTask(name.Identifier.Text),
        _ => false,
    };

    private static bool IsOfTask(string name) => name.EndsWith("Async", StringComparison.Ordinal) || name is "ContinueWith";
}
