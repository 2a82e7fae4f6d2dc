using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Simulation;

[assembly: GenerateCodeForDeclaringAssembly(typeof(Claim))]
[assembly: GenerateCodeForDeclaringAssembly(typeof(Assessment))]
[assembly: GenerateCodeForDeclaringAssembly(typeof(Scenario))]
