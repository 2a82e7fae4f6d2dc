namespace Compounds.Fusion;

/// <summary>Solves a symmetric positive definite system by Cholesky's method.</summary>
internal static class SymmetricSystem
{
    // Relative to the diagonal; below it a pivot is rounding.
    private const double LeastPivot = 1e-12;

    /// <summary>Solves matrix·solution = right; false when the matrix is not positive definite.</summary>
    public static bool TrySolve(double[][] matrix, double[] right, out double[] solution)
    {
        var n = right.Length;
        var factor = new double[n][];
        solution = (double[])right.Clone();
        for (var i = 0; i < n; i++)
        {
            factor[i] = new double[n];
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i][j];
                for (var k = 0; k < j; k++)
                    sum -= factor[i][k] * factor[j][k];
                if (i != j)
                    factor[i][j] = sum / factor[j][j];
                else if (sum > LeastPivot * matrix[i][i])
                    factor[i][i] = Math.Sqrt(sum);
                else
                    return false;
            }
        }

        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
                solution[i] -= factor[i][k] * solution[k];
            solution[i] /= factor[i][i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
                solution[i] -= factor[k][i] * solution[k];
            solution[i] /= factor[i][i];
        }

        return true;
    }
}
